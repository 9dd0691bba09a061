import Badge from '@cloudscape-design/components/badge'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { MatterView } from '../../../api/views/matter-view.ts'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { closeContactWords } from '../../i18n/care-flags.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { deliveryWords } from '../../i18n/delivery-words.ts'
import { listed, symptomWords } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { slotPhrase } from '../../i18n/slot-words.ts'
import { formatDegrees } from '../../i18n/temperature.ts'
import layout from '../layout.module.css'

interface EntryWords {
  readonly opened: (when: string) => string
  readonly settled: (outcome: string, when: string) => string
  readonly absence: string
  readonly overdue: string
  readonly urgent: string
  readonly code: (code: string) => string
}

const matterEntryWords: Words<EntryWords> = {
  en: {
    opened: (when) => `opened ${when}`,
    settled: (outcome, when) => `settled ${when}: ${outcome}`,
    absence: 'absence confirmed',
    overdue: 'overdue',
    urgent: 'urgent',
    code: (code) => `code ${code}`,
  },
  'zh-CN': {
    opened: (when) => `${when} 新增`,
    settled: (outcome, when) => `${when} 办结：${outcome}`,
    absence: '已确认不在家',
    overdue: '已逾期',
    urgent: '紧急',
    code: (code) => `编号 ${code}`,
  },
}

/** What a matter is about: household, slot, prompt, reading, urgency. */
export const useMatterFacts = (matter: MatterView, zone: string): readonly string[] => {
  const t = useWords(matterEntryWords)
  const { language } = useLanguage()
  const { slot, prompt, tenths, symptoms, severity, openedAt, code, household } = matter
  return [
    ...(household === undefined ? [] : [closeContactWords[language]]),
    ...(slot === undefined ? [] : [slotPhrase(slot, language)]),
    ...(prompt === undefined ? [] : [deliveryWords[language].prompt[prompt]]),
    ...(tenths === undefined ? [] : [formatDegrees(tenths)]),
    ...(symptoms?.length ? [symptomWords(symptoms, language)] : []),
    ...(severity === 'red' ? [t.urgent] : []),
    t.opened(formatDateTime(openedAt, language, zone)),
    ...(code === undefined ? [] : [t.code(code)]),
  ]
}

/** The state of a matter: its owner and due time, or its outcome. */
export const MatterStatus = ({ matter, zone }: { readonly matter: MatterView; readonly zone: string }) => {
  const t = useWords(matterEntryWords)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  const { state, next, overdue, absenceConfirmed } = matter
  return (
    <>
      {state.name === 'settled'
        ? t.settled(domainWords[language].outcome[state.outcome], formatDateTime(state.at, language, zone))
        : next !== null && deadlineWords(next, language, zone, now)}
      {overdue && (
        <>
          {' '}
          <Badge color="red">{t.overdue}</Badge>
        </>
      )}
      {absenceConfirmed && (
        <>
          {' '}
          <Badge color="red">{t.absence}</Badge>
        </>
      )}
    </>
  )
}

/** One matter in a list, with a link to its page. `children`: shown below it. */
export const MatterEntry = ({
  matter,
  zone,
  children,
}: {
  readonly matter: MatterView
  readonly zone: string
  readonly children?: ReactNode
}) => {
  const { language } = useLanguage()
  const facts = useMatterFacts(matter, zone)
  return (
    <li>
      <p className={layout['row']}>
        <Link href={`/matters/${matter.id}`}>
          <strong>{domainWords[language].matter[matter.kind]}</strong>
        </Link>
        <span className={layout['quiet']}>{listed(facts, language)}</span>
      </p>
      <p className={layout['status']}>
        <MatterStatus matter={matter} zone={zone} />
      </p>
      {children}
    </li>
  )
}
