import type { MatterId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import { isDecision } from '../../../core/matter/lateness.ts'
import type { Matter } from '../../../core/matter/matter.ts'
import { effectOf } from '../../../core/matter/matter-answers.ts'
import type { RungName } from '../../../core/rule-book/rule-book.ts'
import { DAY, earlier, type Instant, MINUTE, plus } from '../../../core/time/instant.ts'
import type { IsolationHistory } from './isolation-histories.ts'

export interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** What the ledger says of one matter, oldest first. */
const entriesOf = (ledger: readonly LedgerEntry[], matter: MatterId): LedgerEntry[] =>
  ledger.filter(({ event }) => 'matter' in event && event.matter === matter)

const isTaken = ({ kind }: Matter, { event }: LedgerEntry): boolean => {
  if (event.type !== 'matter_answered') return false
  const effect = effectOf(kind, event.answer)?.effect
  return effect === 'acknowledge' || effect === 'false_alarm'
}

/** One time that a rung was told; `round`: how often it had been told before. */
interface Telling {
  readonly at: Instant
  readonly rung: RungName
  readonly round: number
}

const tellingsOf = (entries: readonly LedgerEntry[]): Telling[] => {
  const tellings: Telling[] = []
  let told: RungName | undefined
  let round = 0
  for (const { event, at } of entries) {
    if (event.type !== 'matter_climbed') continue
    round = event.rung === told ? round + 1 : 0
    told = event.rung
    tellings.push({ at, rung: event.rung, round })
  }
  return tellings
}

/** From the third telling on; taking it then gives time until the fourth. */
const unanswered = (matter: Matter, entries: readonly LedgerEntry[], end: Instant): Span[] =>
  tellingsOf(entries).flatMap(({ at, round }, index, all): Span[] => {
    if (round < 2) return []
    const until = all[index + 1]?.at ?? end
    const taken = entries.find((entry) => entry.at >= at && entry.at < until && isTaken(matter, entry))
    return [{ from: at, until: round === 2 && taken !== undefined ? taken.at : until }]
  })

/** From the second telling of the rung before the police on, while they wait for the office's word. */
const unconfirmed = (matter: Matter, entries: readonly LedgerEntry[], end: Instant): Span[] => {
  const { prompt, ladder } = matter
  const police = ladder.findIndex(({ rung }) => rung === 'police_station')
  if ((prompt !== 'unknown' && prompt !== 'not_delivered') || police < 0) return []
  return tellingsOf(entries).flatMap(({ at, rung, round }, index, all): Span[] =>
    round > 0 && rung === ladder[police - 1]?.rung ? [{ from: at, until: all[index + 1]?.at ?? end }] : [],
  )
}

/**
 * When a matter was late, so that the line had to be red. Computed from the ledger alone, independently of the
 * line's own rules.
 */
export const lateSpans = (matter: Matter, { ledger }: IsolationHistory, now: Instant): Span[] => {
  const { id, kind, severity, state, openedAt, ladder } = matter
  const entries = entriesOf(ledger, id)
  const end = state.name === 'settled' ? state.at : now
  const firstDue = plus(openedAt, (ladder[0]?.dueMinutes ?? 0) * MINUTE)
  const answered = entries.find(({ event }) => event.type === 'matter_answered')?.at ?? end
  return [
    ...unanswered(matter, entries, end),
    ...unconfirmed(matter, entries, end),
    ...(isDecision(kind) ? [{ from: plus(firstDue, DAY), until: end }] : []),
    ...(kind === 'danger' || (kind === 'fever' && severity === 'red')
      ? [{ from: firstDue, until: earlier(answered, end) }]
      : []),
  ].filter(({ from, until }) => from < until)
}
