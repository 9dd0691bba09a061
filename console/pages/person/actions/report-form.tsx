import { useCallback, useState } from 'react'
import type * as z from 'zod/mini'
import { Symptom } from '../../../../core/meaning.ts'
import type { Recorded } from '../../../../api/endpoints/reports.ts'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { useAction } from '../../../components/use-action.ts'
import { CheckField, FieldGroup, RadioField, TextField } from '../../../components/form/form-field.tsx'
import { parseDegrees } from '../../../i18n/temperature.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { slotPhrase } from '../../../i18n/slot-words.ts'
import { personWords } from '../../../i18n/person-words.ts'

const sources = ['worker', 'phone call', 'gate'] as const
type Source = (typeof sources)[number]

interface Body {
  readonly source: Source
  readonly temperature?: number
  readonly symptoms: readonly Symptom[]
}

/** Enters what somebody measured or heard. */
export const ReportForm = ({ isolation }: { readonly isolation: string }) => {
  const t = useWords(personWords)
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [symptoms, setSymptoms] = useState<readonly Symptom[]>([])
  const [source, setSource] = useState<Source>('worker')
  const [problem, setProblem] = useState<string>()
  const successMessage = useCallback(
    ({ result, timing, slot, judged }: z.infer<typeof Recorded>) =>
      result === 'recorded already'
        ? t.recordedAlready
        : t.recorded(timing, slot === undefined ? undefined : slotPhrase(slot, language), judged),
    [t, language],
  )
  const action = useAction<Body, z.infer<typeof Recorded>>(`/isolations/${isolation}/reports`, successMessage)
  const send = async () => {
    const temperature = parseDegrees(typed)
    const isWrong = typed.trim() !== '' && temperature === undefined
    const isEmpty = typed.trim() === '' && symptoms.length === 0
    setProblem(isWrong ? t.temperatureWrong : isEmpty ? t.nothingToReport : undefined)
    if (isWrong || isEmpty) return
    if (await action.send({ source, symptoms, ...(temperature === undefined ? {} : { temperature }) })) {
      setTyped('')
      setSymptoms([])
    }
  }
  return (
    <form
      className={styles['form']}
      aria-label={t.report}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className={styles['short']}>
        <TextField
          label={t.temperature}
          error={problem}
          inputMode="decimal"
          maxLength={8}
          value={typed}
          onChange={(next) => {
            setTyped(next)
            setProblem(undefined)
          }}
        />
      </div>
      <FieldGroup title={t.symptoms}>
        <div className={styles['boxes']}>
          {Symptom.options.map((symptom) => (
            <CheckField
              key={symptom}
              label={domainWords[language].symptom[symptom]}
              isOn={symptoms.includes(symptom)}
              onChange={(isOn) =>
                setSymptoms((before) =>
                  isOn ? [...before, symptom] : before.filter((other) => other !== symptom),
                )
              }
            />
          ))}
        </div>
      </FieldGroup>
      <RadioField
        label={t.source}
        value={source}
        options={sources.map((option) => [option, t.sources[option]] as const)}
        onChange={setSource}
      />
      <div className={styles['buttons']}>
        <ActionButton variant="primary" isDisabled={action.isSending}>
          {t.recordReport}
        </ActionButton>
      </div>
      <ActionError error={action.error} />
    </form>
  )
}
