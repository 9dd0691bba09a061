import { useCallback, useId, useState } from 'react'
import type * as z from 'zod/mini'
import { Symptom } from '../../../core/domain/isolation.ts'
import type { Recorded } from '../../../functions/api/reports.ts'
import { ActionButton } from '../../actions/action-button.tsx'
import { ActionFailed } from '../../actions/action-failed.tsx'
import styles from '../../actions/actions.module.css'
import { useAction } from '../../actions/use-action.ts'
import { degreesIn } from '../../words/degrees.ts'
import { domainWords } from '../../words/domain.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import { slotWords } from '../ledger/said.ts'
import { personWords } from '../words.ts'

const sources = ['worker', 'phone call', 'gate'] as const
type Source = (typeof sources)[number]

interface Body {
  readonly source: Source
  readonly temperature?: number
  readonly symptoms: readonly Symptom[]
}

/** Enters what somebody measured or heard. */
export const ReportForm = ({ isolation }: { readonly isolation: string }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [symptoms, setSymptoms] = useState<readonly Symptom[]>([])
  const [source, setSource] = useState<Source>('worker')
  const [problem, setProblem] = useState<string>()
  const told = useCallback(
    ({ result, timing, slot, judged }: z.infer<typeof Recorded>) =>
      result === 'recorded already'
        ? say.recordedAlready
        : say.recorded(timing, slot === undefined ? undefined : slotWords(slot, language), judged),
    [say, language],
  )
  const action = useAction<Body, z.infer<typeof Recorded>>(`/isolations/${isolation}/reports`, told)
  const send = async () => {
    const temperature = degreesIn(typed)
    const isWrong = typed.trim() !== '' && temperature === undefined
    const isEmpty = typed.trim() === '' && symptoms.length === 0
    setProblem(isWrong ? say.temperatureWrong : isEmpty ? say.nothingToReport : undefined)
    if (isWrong || isEmpty) return
    if (await action.send({ source, symptoms, ...(temperature === undefined ? {} : { temperature }) })) {
      setTyped('')
      setSymptoms([])
    }
  }
  return (
    <form
      className={styles['form']}
      aria-label={say.report}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className={styles['field']}>
        <label htmlFor={`${id}-degrees`}>{say.temperature}</label>
        <input
          id={`${id}-degrees`}
          inputMode="decimal"
          autoComplete="off"
          maxLength={8}
          value={typed}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={({ target }) => {
            setTyped(target.value)
            setProblem(undefined)
          }}
        />
        {problem !== undefined && (
          <span id={`${id}-problem`} role="alert">
            {problem}
          </span>
        )}
      </div>
      <fieldset>
        <legend>{say.symptoms}</legend>
        <div className={styles['boxes']}>
          {Symptom.options.map((symptom) => (
            <label key={symptom}>
              <input
                type="checkbox"
                checked={symptoms.includes(symptom)}
                onChange={({ target }) =>
                  setSymptoms((before) =>
                    target.checked ? [...before, symptom] : before.filter((other) => other !== symptom),
                  )
                }
              />
              {domainWords[language].symptom[symptom]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{say.source}</legend>
        <div className={styles['boxes']}>
          {sources.map((option) => (
            <label key={option}>
              <input
                type="radio"
                name={`${id}-source`}
                checked={source === option}
                onChange={() => setSource(option)}
              />
              {say.sources[option]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles['buttons']}>
        <ActionButton look="first" isOff={action.isSending}>
          {say.recordReport}
        </ActionButton>
      </div>
      <ActionFailed error={action.error} />
    </form>
  )
}
