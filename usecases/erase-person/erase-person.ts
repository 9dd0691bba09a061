import { PersonId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import { erasedPersonWrite, noteErasure } from '../../record/erasure-repository.ts'
import { erasedHomeWrite, findHome } from '../../record/home-repository.ts'
import { findHousehold } from '../../record/household-repository.ts'
import { personKey } from '../../record/keys.ts'
import { staysOf } from '../../record/stays-repository.ts'

export interface ErasingPorts extends Pick<Ports, 'store' | 'clock'> {
  /** Where erasures are kept: never the record itself. */
  readonly erasures: Pick<Store, 'query' | 'transact'>
}

/** Empties the vault. False: it was empty. */
export const emptyVault = async (
  ports: Pick<ErasingPorts, 'store' | 'clock'>,
  person: PersonId,
): Promise<boolean> => {
  for (;;) {
    const item = await ports.store.get(personKey(person))
    if (item === undefined) return false
    try {
      await ports.store.transact([erasedPersonWrite(item, person, ports.clock.now())])
      return true
    } catch (error) {
      // Somebody corrected the person at the same moment.
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
}

/** Erases the addresses of the homes of a person where everybody else has been erased too. */
export const emptyHomes = async (
  { store, clock }: Pick<ErasingPorts, 'store' | 'clock'>,
  person: PersonId,
): Promise<void> => {
  const homes = new Set((await staysOf(store, person)).map(({ household }) => household))
  for (const id of homes) {
    const [home, { members }] = await Promise.all([findHome(store, id), findHousehold(store, id)])
    const keys = Object.keys(members).map((one) => personKey(PersonId.parse(one)))
    if (home === undefined || (await store.getAll(keys)).some((vault) => vault !== undefined)) continue
    try {
      await store.transact([erasedHomeWrite(id, home, clock.now())])
    } catch (error) {
      // Somebody was registered there at the same moment.
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
}

/**
 * Erases name, phone, document and address of a person for good, also from a record that is restored later; with the last of a home also its address. The erasure
 * is noted first, so a repetition finishes what a crash has interrupted.
 * @throws NotPossible while an isolation of the person is open
 */
export const erasePerson = async (
  ports: ErasingPorts,
  person: PersonId,
): Promise<'erased' | 'erased_before' | 'unknown'> => {
  const stays = await staysOf(ports.store, person)
  const open = stays.find(isOpen)
  if (open !== undefined)
    throw new NotPossible(`${person} is in isolation ${open.id}: erase when it has ended`)
  const isKnown = stays.length > 0 || (await ports.store.get(personKey(person))) !== undefined
  if (!isKnown) return 'unknown'
  await noteErasure(ports.erasures, { person, at: ports.clock.now() })
  const isNew = await emptyVault(ports, person)
  await emptyHomes(ports, person)
  return isNew ? 'erased' : 'erased_before'
}
