import { useCallback, useState } from 'react'
import type * as z from 'zod/mini'
import type { CorrectionDone, CorrectionPreview } from '../../../../api/endpoints/corrections.ts'
import { CorrectionReason } from '../../../../core/person/correction.ts'
import { useAppContext } from '../../../api/app-context.tsx'
import { asError } from '../../../api/as-error.ts'
import type { PersonDetails } from '../../../api/person-details.ts'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { ChoiceField, TextField } from '../../../components/form/form-field.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useAction } from '../../../components/use-action.ts'
import { type CorrectedField, correctionReasonWords, fieldWords } from '../../../i18n/correction-words.ts'
import { formatDate } from '../../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { consequenceLines } from './consequence-lines.ts'
import { CorrectionFields } from './correction-fields.tsx'
import { correctionsWords } from './corrections-words.ts'
import { type Body, correctionOf, typedFrom } from './typed-correction.ts'

const personal = ['name', 'phone', 'documentNumber', 'address'] as const
const dates = ['arrivedAt', 'lastExposure'] as const
const facts = ['category', 'flags', 'language', 'origin'] as const

interface Shown {
  /** The correction of the preview. */
  readonly body: string
  /** Empty: nothing else changes. undefined: the value is the same already. */
  readonly lines: readonly string[] | undefined
}

/** Corrects one field, after a preview of the consequences. */
export const CorrectionPanel = ({ file, now }: { readonly file: PersonDetails; readonly now: string }) => {
  const t = useWords(correctionsWords)
  const { language } = useLanguage()
  const { client, community } = useAppContext()
  const { isolation, person } = file
  const [field, setField] = useState<CorrectedField>()
  const [typed, setTyped] = useState(() => typedFrom(file))
  const [reason, setReason] = useState<CorrectionReason>()
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string>()
  const [shown, setShown] = useState<Shown>()
  const [failure, setFailure] = useState<Error>()
  const [isAsking, setAsking] = useState(false)
  const path = `/isolations/${isolation.id}/corrections`
  const successMessage = useCallback(
    ({ result }: z.infer<typeof CorrectionDone>) =>
      result === 'corrected' ? t.done : result === 'corrected_already' ? t.already : t.nothing,
    [t],
  )
  const action = useAction<Body, z.infer<typeof CorrectionDone>>(path, successMessage)
  const corrections = field === undefined ? undefined : correctionOf(field, typed)
  const body: Body | undefined =
    corrections === undefined || reason === undefined
      ? undefined
      : { corrections, reason, ...(words.trim() === '' ? {} : { words: words.trim() }) }
  const isOver = isolation.status.name === 'released' || isolation.status.name === 'ended'
  const known = [...(person === null ? [] : personal), ...(isOver ? [] : dates), ...facts]
  const isShown = body !== undefined && shown?.body === JSON.stringify(body)

  const show = async () => {
    setProblem(corrections === undefined ? t.mustNotBeEmpty : undefined)
    if (body === undefined) return
    setAsking(true)
    setFailure(undefined)
    try {
      const { consequences } = await client.post<z.infer<typeof CorrectionPreview>>(`${path}/preview`, body)
      const reader = { language, zone: isolation.zone, community }
      setShown({
        body: JSON.stringify(body),
        lines: consequences === null ? undefined : consequenceLines(consequences, reader),
      })
    } catch (error) {
      setFailure(asError(error))
    } finally {
      setAsking(false)
    }
  }
  const correct = async () => {
    if (body === undefined || !(await action.send(body))) return
    setShown(undefined)
    setField(undefined)
    setReason(undefined)
    setWords('')
  }
  return (
    <Panel title={t.title}>
      <form
        className={styles['form']}
        aria-label={t.title}
        onSubmit={(event) => {
          event.preventDefault()
          void show()
        }}
      >
        <ChoiceField
          label={t.field}
          none={t.choose}
          value={field ?? ''}
          options={known.map((option) => [option, fieldWords[language][option]] as const)}
          onChange={(chosen) => {
            setField(chosen)
            setTyped(typedFrom(file))
            setProblem(undefined)
            setShown(undefined)
          }}
        />
        {field !== undefined && (
          <>
            <CorrectionFields
              field={field}
              typed={typed}
              today={formatDate(now, isolation.zone)}
              error={problem}
              set={(change) => {
                setTyped((before) => ({ ...before, ...change }))
                setProblem(undefined)
              }}
            />
            <ChoiceField
              label={t.reason}
              isRequired
              none={t.chooseReason}
              value={reason ?? ''}
              options={CorrectionReason.options.map(
                (option) => [option, correctionReasonWords[language][option]] as const,
              )}
              onChange={setReason}
            />
            <TextField label={t.words} hint={t.wordsHint} maxLength={200} value={words} onChange={setWords} />
            <div className={styles['buttons']}>
              <ActionButton
                variant={isShown ? 'normal' : 'primary'}
                isDisabled={reason === undefined || isAsking}
              >
                {t.show}
              </ActionButton>
            </div>
          </>
        )}
        <div role="status">
          {isShown && (
            <>
              <h3>{t.changes}</h3>
              {shown.lines === undefined ? (
                <p>{t.nothing}</p>
              ) : shown.lines.length === 0 ? (
                <p>{t.onlyThis}</p>
              ) : (
                <ul>
                  {shown.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </>
          )}
        </div>
        {isShown && shown.lines !== undefined && (
          <div className={styles['buttons']}>
            <ActionButton variant="danger" isDisabled={action.isSending} onClick={() => void correct()}>
              {t.correct}
            </ActionButton>
          </div>
        )}
        <ActionError error={failure ?? action.error} />
      </form>
    </Panel>
  )
}
