import type { Escalation } from './matter.ts'
import type { Why } from '../line/line.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import { DAY, earlier, type Instant, MINUTE, plus } from '../time/instant.ts'
import { needsOfficeConfirmation } from './ladder.ts'

/** From when on an open matter makes the line red, unless somebody acts. */
export interface Lateness {
  readonly why: Why
  readonly from: Instant
}

/** A release, a hold, what the office has to decide. */
const DECISIONS: ReadonlySet<MatterKind> = new Set(['release', 'decision'])

export const isDecision = (kind: MatterKind): boolean => DECISIONS.has(kind)

/** Words of danger, or an illness that is red. */
const isDanger = ({ kind, severity }: Pick<Escalation, 'kind' | 'severity'>): boolean =>
  kind === 'danger' || (kind === 'fever' && severity === 'red')

/** So often the due time of a last rung may pass: it was told, and told again. */
const ROUNDS = 2

/** When the office's time to confirm a silence is over: told again, it does not begin anew. */
const unconfirmedFrom = (matter: Escalation): Instant | undefined => {
  const { state, ladder, beyondAt } = matter
  if (state.name === 'settled' || !needsOfficeConfirmation(matter)) return undefined
  if (state.round === 0) return state.dueAt
  const dueMinutes = ladder[state.at]?.dueMinutes ?? 0
  return earlier(state.since, plus(beyondAt ?? state.since, dueMinutes * MINUTE))
}

/**
 * When it becomes too late. A last rung: told a third time, nobody having settled it; one who has taken it in that round
 * has one round more, and no second one. A decision: a day after its first owner's time. Danger, or a
 * red fever: when its first owners' time is over and nobody has said anything.
 * A silence whose prompt did not arrive, as far as anybody knows: when the office's time to confirm it is over. undefined: settled, or not yet to be foreseen.
 */
export const latenessOf = (matter: Escalation): Lateness | undefined => {
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
