import type { ShownEntry } from '../../../api/views/ledger-view.ts'
import type { MatterView } from '../../../api/views/matter-view.ts'
import type { Rung } from '../../../core/rule-book/rule-book.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { listed } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { staffName } from '../../i18n/staff-names.ts'
import styles from './ladder.module.css'
import { type LadderStep, ladderSteps } from './ladder-steps.ts'

interface LadderWords {
  readonly label: string
  readonly state: Readonly<Record<LadderStep['state'], string>>
  readonly settledHere: string
  readonly has: (minutes: number) => string
  readonly dayOnly: string
  readonly onlyIfAbsent: string
  readonly onlyIfDelivered: string
  readonly onlyIfUnseen: string
  readonly told: (when: string, who: string, due: string) => string
  readonly seenBy: (who: string) => string
  readonly seenByNobody: string
}

const hours = (minutes: number): number => Math.round((minutes / 60) * 10) / 10

const words: Words<LadderWords> = {
  en: {
    label: 'Ladder',
    state: { passed: 'passed', now: 'now', to_come: 'to come', left_out: 'not needed' },
    settledHere: 'settled',
    has: (minutes) => (minutes < 120 ? `has ${minutes} min` : `has ${hours(minutes)} h`),
    dayOnly: 'by day only',
    onlyIfAbsent: 'only when an absence is seen, or the office asks',
    onlyIfDelivered: 'only when the prompt was delivered, an absence is seen, or the office asks',
    onlyIfUnseen: 'only when nobody has seen it',
    told: (when, who, due) => `${when}: ${who}, due ${due}`,
    seenBy: (who) => `Seen by ${who}`,
    seenByNobody: 'Not seen yet',
  },
  'zh-CN': {
    label: '上报层级',
    state: { passed: '已过', now: '当前', to_come: '未到', left_out: '无需' },
    settledHere: '已办结',
    has: (minutes) => (minutes < 120 ? `限${minutes}分钟` : `限${hours(minutes)}小时`),
    dayOnly: '仅白天',
    onlyIfAbsent: '仅在有人见到不在家或街道要求时',
    onlyIfDelivered: '仅在询问短信已送达、有人见到不在家或街道要求时',
    onlyIfUnseen: '无人查看才上报',
    told: (when, who, due) => `${when}：${who}，${due} 前`,
    seenBy: (who) => `${who}已查看`,
    seenByNobody: '尚未查看',
  },
}

const signs: Readonly<Record<LadderStep['state'], string>> = {
  passed: '↑',
  now: '●',
  to_come: '○',
  left_out: '–',
}

/** The rungs of a matter in order: who had it, who has it, who is next. */
export const Ladder = ({
  matter,
  ledger,
  zone,
}: {
  readonly matter: MatterView
  readonly ledger: readonly ShownEntry[]
  readonly zone: string
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { state } = matter
  const seen =
    state.name === 'open'
      ? listed(
          state.acknowledged.map(({ staff }) => staffName(staff, community)),
          language,
        )
      : undefined
  return (
    <ol className={styles['ladder']} aria-label={t.label}>
      {ladderSteps(matter, ledger).map((step) => {
        const isNow = step.state === 'now'
        const isSettled = isNow && state.name === 'settled'
        return (
          <li key={step.rung.rung} data-state={isSettled ? 'settled' : step.state}>
            <span className={styles['sign']} aria-hidden="true">
              {isSettled ? '✓' : signs[step.state]}
            </span>
            <div>
              <strong>{domainWords[language].rung[step.rung.rung]}</strong>{' '}
              <span className={styles['state']}>{isSettled ? t.settledHere : t.state[step.state]}</span>
              <span className={styles['rules']}> {listed(rulesOf(step.rung, t), language)}</span>
              {step.told.map(({ at, dueAt, owners }) => (
                <p key={at}>
                  {t.told(
                    formatDateTime(at, language, zone),
                    listed(
                      owners.map(({ staff }) => staffName(staff, community)),
                      language,
                    ),
                    formatDateTime(dueAt, language, zone, at),
                  )}
                </p>
              ))}
              {isNow && seen !== undefined && <p>{seen === '' ? t.seenByNobody : t.seenBy(seen)}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

const rulesOf = (rung: Rung, t: LadderWords): string[] => [
  t.has(rung.dueMinutes),
  ...(rung.daytimeOnly === true ? [t.dayOnly] : []),
  ...(rung.onlyIfAbsenceConfirmed === true ? [t.onlyIfAbsent] : []),
  ...(rung.onlyIfDelivered === true ? [t.onlyIfDelivered] : []),
  ...(rung.onlyIfUnseen === true ? [t.onlyIfUnseen] : []),
]
