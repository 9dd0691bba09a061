import type { IsolationId } from '../core/ids.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import { findIsolation } from './isolation-repository.ts'
import type { Finding } from './lookup.ts'
import { type LoadedPhone, loadPhone } from './phone-repository.ts'

/** A phone with the isolations of all its residents, former ones among them. */
export interface PhoneHolders extends LoadedPhone {
  readonly isolations: ReadonlyMap<IsolationId, Isolation>
}

export const loadHolders = async (ports: Finding, number: string): Promise<PhoneHolders> => {
  const at = await loadPhone(ports, number)
  const isolations = await Promise.all(
    at.phone.residents.map(({ isolation }) => findIsolation(ports.store, isolation)),
  )
  return { ...at, isolations: new Map(isolations.map((isolation) => [isolation.id, isolation])) }
}
