import { told } from '../../core/household/decisions/confirmed.ts'
import { isolationsOf } from '../../core/household/household.ts'
import type { HouseholdId, IsolationId } from '../../core/ids.ts'
import type { ContinuesNothing } from '../../core/isolation/decision.ts'
import {
  becomeCloseContact,
  confirmedKey,
  type HouseholdPart,
} from '../../core/isolation/decisions/become-close-contact.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findHousehold, handleHouseholdCommand } from '../../record/household-repository.ts'
import { findIsolation, handleCommand } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import { applyWithoutTasks } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

type TellPorts = Pick<Ports, 'store' | 'outbox' | 'executions' | 'clock'>

const flag = async (ports: TellPorts, id: IsolationId, part: HouseholdPart): Promise<void> => {
  const result = await handleCommand(ports, id, (loaded): ContinuesNothing | undefined =>
    becomeCloseContact(loaded, part),
  )
  if (result.decision !== undefined) return applyWithoutTasks(ports, result)
  if (part.isFirst) await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === 'visit')
  if (part.isTold) await deliverAgain(ports, result, confirmedKey(part.of))
}

/**
 * The members of a household who are in isolation, and for each phone the first who gets messages there. One who cannot
 * be read does not keep the others from being told.
 */
const membersOf = async (ports: Pick<Ports, 'store'>, ids: readonly IsolationId[], of: IsolationId) => {
  const errors: unknown[] = []
  const all = await Promise.all(
    ids.map((id) =>
      findIsolation(ports.store, id).catch((error: unknown) => {
        if (!isUnreadable(error)) throw error
        errors.push(error)
      }),
    ),
  )
  const members = all.filter((one) => one !== undefined).filter((one) => isOpen(one) && one.id !== of)
  const people = await Promise.all(members.map(({ person }) => findPerson(ports.store, person)))
  const phones = members.map(({ contact }, index) =>
    contact.by === 'sms' ? people[index]?.person.phone : undefined,
  )
  return {
    errors,
    members: members.map((member, index) => ({
      member,
      isTold: phones[index] !== undefined && phones.indexOf(phones[index]) === index,
    })),
  }
}

/**
 * A member of a household is confirmed: everybody else of it who is in isolation is flagged as a close contact, each of
 * its phones is told once and without a name, and the grid worker has one matter. Nobody's days change. Safe to repeat;
 * what a crash leaves undone is among the due items.
 */
export const tellHousehold = async (ports: TellPorts, id: HouseholdId): Promise<void> => {
  const home = await findHousehold(ports.store, id)
  const { confirmed } = home
  if (confirmed === undefined) return
  const { isolation: of } = confirmed
  const { members, errors } = await membersOf(ports, isolationsOf(home), of)
  for (const [index, { member, isTold }] of members.entries())
    await flag(ports, member.id, { of, household: id, isFirst: index === 0, isTold })
  if (errors.length > 0) throw errors[0]
  // Somebody may have been registered there meanwhile, or confirmed: the sweeper looks again.
  await handleHouseholdCommand(ports, id, (loaded) =>
    loaded.household.entries === home.entries ? told(loaded, of) : undefined,
  )
}
