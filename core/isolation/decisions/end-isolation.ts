import { joined, settled, settleOthers } from '../../escalation/settle-matter.ts'
import type { Matter, Outcome } from '../../matter/matter.ts'
import type { Write } from '../../ports/store.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { type EndReason, isOpen } from '../isolation.ts'

/** Why an isolation ends, and what was read for it. */
export interface Ending {
  readonly reason: EndReason
  /** The matter whose answer ends it. */
  readonly answered?: { readonly matter: Matter; readonly outcome: Outcome }
  /** Every other open matter. */
  readonly others: readonly Matter[]
  /** Has the household told of a confirmed illness, even after a crash. */
  readonly writes?: readonly Write[]
}

/** Ends an isolation before its time; its matters have lost their purpose. */
export const endIsolation = (
  loaded: Loaded,
  { reason, answered, others, writes = [] }: Ending,
  by: LedgerEntry['by'],
): Decision => {
  const { now, isolation } = loaded
  const parts = joined([
    ...(answered === undefined ? [] : [settled(answered.matter, answered.outcome, by, now)]),
    settleOthers(loaded, others, by),
  ])
  if (!isOpen(isolation)) return { by, ...parts }
  return {
    by,
    ...parts,
    events: [...parts.events, { type: 'ended', reason }],
    plan: 'again',
    writes,
    effects: [...parts.effects, { effect: 'isolation_goes_on' }],
  }
}
