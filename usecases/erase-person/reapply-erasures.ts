import { allErasures, noteReapplied } from '../../record/erasure-repository.ts'
import { type ErasingPorts, emptyHomes, emptyVault } from './erase-person.ts'

export interface Reapplied {
  /** Noted since the beginning. */
  readonly erasures: number
  /** People whom this record still had. */
  readonly erased: number
}

/**
 * Erases in a restored record everybody who was erased before or since. Afterwards it is marked: a stage serves no
 * restored table without that. Safe to repeat.
 * @param table The name of the restored table.
 */
export const reapplyErasures = async (ports: ErasingPorts, table: string): Promise<Reapplied> => {
  let [erasures, erased] = [0, 0]
  for await (const page of allErasures(ports.erasures))
    for (const { person } of page) {
      erasures += 1
      if (await emptyVault(ports, person)) erased += 1
      await emptyHomes(ports, person)
    }
  await noteReapplied(ports.store, table, { at: ports.clock.now(), erasures })
  return { erasures, erased }
}
