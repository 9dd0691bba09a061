import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import type { Overview } from '../../../core/figures/overview.ts'
import { Panel } from '../../components/panel.tsx'
import { formatMinutes } from '../../i18n/duration.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { overviewWords } from './overview-words.ts'
import styles from './response-times.module.css'

const Way = ({
  words,
  minutes,
}: {
  readonly words: string
  readonly minutes: Overview['minutes'][keyof Overview['minutes']]
}) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  return (
    <div>
      <h3>{words}</h3>
      {minutes === null ? (
        <p>{t.noCases}</p>
      ) : (
        <KeyValuePairs
          columns={2}
          minColumnWidth={100}
          items={[
            { label: t.median, value: <strong>{formatMinutes(minutes.median, language)}</strong> },
            { label: t.most, value: <strong>{formatMinutes(minutes.p90, language)}</strong> },
          ]}
        />
      )}
      {minutes !== null && <p>{t.cases(minutes.count)}</p>}
    </div>
  )
}

/** How long silent people waited for a visit, and fevers for the doctor. */
export const ResponseTimes = ({ minutes }: { readonly minutes: Overview['minutes'] }) => {
  const t = useWords(overviewWords)
  return (
    <Panel title={t.minutes} aside={t.minutesHint}>
      <div className={styles['ways']}>
        <Way words={t.silenceToDoor} minutes={minutes.silenceToDoor} />
        <Way words={t.feverToDoctor} minutes={minutes.feverToDoctor} />
      </div>
    </Panel>
  )
}
