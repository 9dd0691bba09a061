import { joined, settled, settleOthers } from '../../escalation/settle-matter.ts'
import { inWords } from '../../in-words.ts'
import type { Matter } from '../../matter/matter.ts'
import { NotPossible } from '../../not-possible.ts'
import { nextDaytime } from '../../rule-book/quiet-hours.ts'
import { later } from '../../time/instant.ts'
import { releaseFrom } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'

/** A person approves the release, which comes once the days are over, by day. `others`: open. @throws NotPossible */
export const approve = (
  loaded: Loaded,
  matter: Matter,
  others: readonly Matter[],
  by: LedgerEntry['by'],
): Partial<Decision> => {
  const { isolation, book, now } = loaded
  if (isolation.status.name !== 'under_review')
    throw new NotPossible(`the isolation is ${inWords(isolation.status.name)}`)
  if (matter.kind === 'release' && others.length > 0)
    throw new NotPossible(`a matter is open: ${others.map(({ kind }) => inWords(kind)).join(', ')}`)
  const parts = joined([settled(matter, 'approved', by, now), settleOthers(loaded, others, by)])
  return {
    ...parts,
    events: [
      ...parts.events,
      {
        type: 'approved',
        releaseAt: nextDaytime(later(now, releaseFrom(isolation, book)), book, isolation.zone),
      },
    ],
    plan: 'again',
    effects: [...parts.effects, { effect: 'isolation_goes_on' }],
  }
}
