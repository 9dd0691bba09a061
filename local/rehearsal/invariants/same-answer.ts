import { grantsOfPosts, heldIn, type Principal } from '../../../core/access/grant.ts'
import { type OwnedMatter, postFor, refusalOf } from '../../../core/access/permissions.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Answer, Matter, Owner } from '../../../core/matter/matter.ts'
import { effectOf, mayAnswer } from '../../../core/matter/matter-answers.ts'
import type { Check, CheckedIsolation } from './invariant.ts'

const invariant = 'the same answer by text and over HTTP'

/** A matter as it stood before an entry: whom it had been handed to, and whether it was settled. */
const before = (ledger: readonly LedgerEntry[], matter: Matter): Matter => {
  const told = new Map<string, Owner>()
  let isSettled = false
  for (const { event } of ledger) {
    if (!('matter' in event) || event.matter !== matter.id) continue
    if (event.type === 'matter_climbed')
      for (const owner of event.owners) told.set(`${owner.role} ${owner.staff}`, owner)
    if (event.type === 'matter_settled') isSettled = true
  }
  const { openedAt: at } = matter
  const handed = [...told.values()]
  return {
    ...matter,
    state: isSettled
      ? { name: 'settled', outcome: 'handled', by: 'workflow', at, told: handed }
      : { name: 'open', at: 0, round: 0, owners: handed, since: at, dueAt: at, acknowledged: [] },
  }
}

const mayGive = (
  principal: Principal,
  matter: OwnedMatter & Pick<Matter, 'kind'>,
  answer: Answer,
): boolean => {
  const post = postFor(principal, matter, answer)
  return post !== undefined && mayAnswer(matter.kind, answer, post)
}

/** Why HTTP would have refused what a text of a post did. undefined: it would have allowed it. */
const fault = (
  { history: { ledger, matters: all }, community }: CheckedIsolation,
  { entry, by, event, ...place }: LedgerEntry,
): string | undefined => {
  const sub = by.replace(/^staff:/, '')
  const principal = { sub, grants: grantsOfPosts(heldIn(community, sub)) }
  // A corrected address may be in another grid.
  const { grid } = place
  const matters = all.map((matter) => ({ ...before(ledger.slice(0, entry - 1), matter), grid }))
  if (event.type === 'matter_answered') {
    const { matter: id, answer } = event
    // An absence that is seen after a matter was settled opens a visit of its own.
    const isAbout = ({ id: other, kind, state }: Matter): boolean =>
      other === id || (state.name === 'settled' && effectOf(kind, answer)?.effect === 'confirm_absence')
    return matters.some((matter) => isAbout(matter) && mayGive(principal, matter, answer))
      ? undefined
      : `"${answer}" to ${id} is not for ${by}`
  }
  if (event.type !== 'reported') return undefined
  const refusal = refusalOf(principal, 'recordReport', {
    community: place.community,
    grid,
    matters,
  })
  return refusal === undefined ? undefined : `a reading by ${by}: ${refusal}`
}

/** What a text of a post did would have been allowed over HTTP at the same moment. */
export const sameByText: Check = function* (checked) {
  for (const entry of checked.history.ledger) {
    const { event, by, at } = entry
    const inbound = 'inbound' in event ? event.inbound : undefined
    if (!by.startsWith('staff:') || checked.texts.written(inbound) === undefined) continue
    const why = fault(checked, entry)
    if (why !== undefined) yield { invariant, what: `${why}, at ${at}` }
  }
}
