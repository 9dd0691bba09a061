import { isolationsOf } from '../../core/household/household.ts'
import { noCloseContact } from '../../core/isolation/decisions/become-close-contact.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findHousehold } from '../../record/household-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'

/**
 * Somebody was confirmed in error: the household members who were flagged for it are no longer close contacts. Safe to
 * repeat.
 */
export const noCloseContacts = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { id, household }: Isolation,
): Promise<void> => {
  for (const member of isolationsOf(await findHousehold(ports.store, household)))
    await handleCommand(ports, member, (loaded) => noCloseContact(loaded, id))
}
