import { useCallback, useState } from 'react'
import type * as z from 'zod/mini'
import type { Recorded } from '../../../../api/endpoints/reports.ts'
import type { Timing } from '../../../../core/isolation/events.ts'
import { Symptom } from '../../../../core/meaning.ts'
import { ActionButton } from '../../../components/action-button.tsx'
import { ActionError } from '../../../components/action-error.tsx'
import styles from '../../../components/action-form.module.css'
import { CheckField, FieldGroup, RadioField, TextField } from '../../../components/form/form-field.tsx'
import { useAction } from '../../../components/use-action.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../../i18n/language.tsx'
import { slotPhrase } from '../../../i18n/slot-words.ts'
import { parseDegrees, temperatureWrong } from '../../../i18n/temperature.ts'

interface ReportWords {
  readonly report: string
  readonly temperature: string
  readonly symptoms: string
  readonly source: string
  readonly sources: Readonly<Record<Source, string>>
  readonly recordReport: string
  readonly nothingToReport: string
  readonly recorded: (
    timing: Timing | undefined,
    slot: string | undefined,
    judged: 'normal' | 'orange' | 'red' | undefined,
  ) => string
  readonly recordedAlready: string
}

const words: Words<ReportWords> = {
  en: {
    report: 'Record a report',
    temperature: 'Temperature °C',
    symptoms: 'Symptoms',
    source: 'How it was taken',
    sources: { worker: 'by the worker, at the door', phone_call: 'on the phone', gate: 'at the gate' },
    recordReport: 'Record',
    nothingToReport: 'A report has a temperature or a symptom',
    recorded: (timing, slot, judged) =>
      [
        `Recorded${slot === undefined ? '' : ` for ${slot}`}${timing === 'late' || timing === 'early' ? `, ${timing}` : ''}.`,
        ...(judged === 'orange' || judged === 'red' ? ['The worker and the doctor are told.'] : []),
      ].join(' '),
    recordedAlready: 'It had been recorded already.',
  },
  'zh-CN': {
    report: '登记体温',
    temperature: '体温 °C',
    symptoms: '症状',
    source: '来源',
    sources: { worker: '网格员上门', phone_call: '电话', gate: '卡口' },
    recordReport: '登记',
    nothingToReport: '请填写体温或选择症状',
    recorded: (timing, slot, judged) =>
      [
        `已登记${slot === undefined ? '' : `：${slot}`}${timing === 'late' ? '（补报）' : timing === 'early' ? '（提前）' : ''}。`,
        ...(judged === 'orange' || judged === 'red' ? ['已通知网格员与医生。'] : []),
      ].join(''),
    recordedAlready: '此前已登记。',
  },
}

const sources = ['worker', 'phone_call', 'gate'] as const
type Source = (typeof sources)[number]

interface Body {
  readonly source: Source
  readonly temperature?: number
  readonly symptoms: readonly Symptom[]
}

/** Records a report for a person. */
export const ReportForm = ({ isolation }: { readonly isolation: string }) => {
  const t = useWords(words)
  const wrong = useWords(temperatureWrong)
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [symptoms, setSymptoms] = useState<readonly Symptom[]>([])
  const [source, setSource] = useState<Source>('worker')
  const [problem, setProblem] = useState<string>()
  const successMessage = useCallback(
    ({ result, timing, slot, judged }: z.infer<typeof Recorded>) =>
      result === 'recorded_already'
        ? t.recordedAlready
        : t.recorded(timing, slot === undefined ? undefined : slotPhrase(slot, language), judged),
    [t, language],
  )
  const action = useAction<Body, z.infer<typeof Recorded>>(`/isolations/${isolation}/reports`, successMessage)
  const send = async () => {
    const temperature = parseDegrees(typed)
    const isWrong = typed.trim() !== '' && temperature === undefined
    const isEmpty = typed.trim() === '' && symptoms.length === 0
    setProblem(isWrong ? wrong : isEmpty ? t.nothingToReport : undefined)
    if (isWrong || isEmpty) return
    if (await action.send({ source, symptoms, ...(temperature === undefined ? {} : { temperature }) })) {
      setTyped('')
      setSymptoms([])
    }
  }
  return (
    <section>
      <h3>{t.report}</h3>
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
    </section>
  )
}
