import type { Why } from '../line/line.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import { DAY, earlier, type Instant, MINUTE, plus } from '../time/instant.ts'
import { needsOfficeConfirmation } from './ladder.ts'
import type { Matter } from './matter.ts'

/** When an open matter turns the line red, unless somebody acts. */
export interface Lateness {
  readonly why: Why
  readonly from: Instant
}

/** A release, a hold, and the office's decisions. */
const DECISIONS: ReadonlySet<MatterKind> = new Set(['release', 'decision'])

export const isDecision = (kind: MatterKind): boolean => DECISIONS.has(kind)

/** Words of danger, or a red illness. */
const isDanger = ({ kind, severity }: Pick<Matter, 'kind' | 'severity'>): boolean =>
  kind === 'danger' || (kind === 'fever' && severity === 'red')

/** How often the due time of a last rung may pass: told once, and told again. */
const ROUNDS = 2

/** When the office's time to confirm a silence ends; being told again does not extend it. */
const unconfirmedFrom = (matter: Matter): Instant | undefined => {
  const { state, ladder, beyondAt } = matter
  if (state.name === 'settled' || !needsOfficeConfirmation(matter)) return undefined
  if (state.round === 0) return state.dueAt
  const dueMinutes = ladder[state.at]?.dueMinutes ?? 0
  return earlier(state.since, plus(beyondAt ?? state.since, dueMinutes * MINUTE))
}

/**
 * When a matter becomes too late. On a last rung: when it is told a third time; somebody who takes it in that round
 * gets one more round, once. A decision: a day after its first owner's time. Danger, or a red fever: when its first
 * owners' time is over and nobody has answered. A silence whose prompt is not known to have arrived: when the office's
 * time to confirm it is over. undefined: settled, or not yet known.
 */
export const latenessOf = (matter: Matter): Lateness | undefined => {
  const { state, kind, ladder, openedAt, answeredAt } = matter
  if (state.name === 'settled') return undefined
  const firstDue = plus(openedAt, (ladder[0]?.dueMinutes ?? 0) * MINUTE)
  const found: Lateness[] = []
  if (isDanger(matter) && answeredAt === undefined) found.push({ why: 'danger_unanswered', from: firstDue })
  if (isDecision(kind)) found.push({ why: 'decision_late', from: plus(firstDue, DAY) })
  const unconfirmed = unconfirmedFrom(matter)
  if (unconfirmed !== undefined)
    found.push({
      why: 'prompt_unknown',
      from: unconfirmed,
    })
  if (state.round >= ROUNDS) {
    const hasOneMore = state.round === ROUNDS && state.acknowledged.length > 0
    found.push({
      why: 'last_rung_unanswered',
      from: hasOneMore ? state.dueAt : state.since,
    })
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1))[0]
}
