import type { HouseholdId, IsolationId } from '../../core/ids.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { householdWrite, loadHousehold } from '../../record/household-repository.ts'
import { findIsolation, handleCommand } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

interface Part {
  /** The confirmed case. */
  readonly of: IsolationId
  /** The household's one matter for the grid worker belongs to this member. */
  readonly isFirst: boolean
  /** The household's one message to this phone goes to this member. */
  readonly isTold: boolean
}

const flag = async (ports: Ports, { id, household }: Isolation, { of, isFirst, isTold }: Part) => {
  const key = `household-confirmed-${of}`
  const result = await handleCommand(ports, id, async (loaded) => {
    const { isolation, now } = loaded
    if (!isOpen(isolation) || isolation.closeContactOf?.isolation === of) return undefined
    const flagged = { type: 'became_close_contact', isolation: of } as const
    const messages = isTold ? [messageToResident(key, now, 'household_confirmed', {})] : []
    if (!isFirst) return { by: 'workflow', events: [flagged], messages }
    // A matter without a slot is named after the entry that opens it.
    const then = { ...loaded, isolation: { ...isolation, entries: isolation.entries + 1 } }
    const opened = openMatter(then, { kind: 'visit', household })
    return {
      by: 'workflow',
      events: [flagged, opened.event],
      messages,
      matters: [opened.matter],
    }
  })
  if (result.decision !== undefined) return applyEffects(ports, result)
  if (isFirst) await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === 'visit')
  if (isTold) await deliverAgain(ports, result, key)
}

/** The members of a household who are in isolation, and for each phone the first who gets messages there. */
const membersOf = async (ports: Ports, ids: readonly IsolationId[], of: IsolationId) => {
  const all = await Promise.all(ids.map((id) => findIsolation(ports.store, id)))
  const members = all.filter((one) => isOpen(one) && one.id !== of)
  const people = await Promise.all(members.map(({ person }) => findPerson(ports.store, person)))
  const phones = members.map(({ contact }, index) =>
    contact.by === 'sms' ? people[index]?.person.phone : undefined,
  )
  return members.map((member, index) => ({
    member,
    isTold: phones[index] !== undefined && phones.indexOf(phones[index]) === index,
  }))
}

/**
 * A member of a household is confirmed: everybody else of it who is in isolation is flagged as a close contact, each of
 * its phones is told once and without a name, and the grid worker has one matter. Nobody's days change. Safe to repeat;
 * what a crash leaves undone is among the due items.
 */
export const tellHousehold = async (ports: Ports, id: HouseholdId): Promise<void> => {
  const home = await loadHousehold(ports.store, id)
  const { confirmed, ...household } = home.household
  if (confirmed === undefined) return
  const { isolation: of } = confirmed
  for (const [index, { member, isTold }] of (await membersOf(ports, household.isolations, of)).entries())
    await flag(ports, member, { of, isFirst: index === 0, isTold })
  try {
    await ports.store.transact([householdWrite(id, home, household)])
  } catch (error) {
    // Somebody was registered there meanwhile, or confirmed: the sweeper looks again.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
