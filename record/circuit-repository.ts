import * as z from 'zod/mini'
import { Circuit, closedCircuit } from '../core/message/circuit.ts'
import { ConditionFailed, type Store } from '../core/ports/store.ts'
import { circuitKey } from './keys.ts'
import { openShape } from './shape.ts'

/** The union as one field, because a shape is an object. */
const storedCircuit = openShape('circuit', z.strictObject({ circuit: Circuit }))

export interface LoadedCircuit {
  readonly circuit: Circuit
  /** undefined: nothing was ever recorded. */
  readonly version: number | undefined
}

/** What all senders know of a provider. */
export const findCircuit = async (store: Store, provider: string): Promise<LoadedCircuit> => {
  const item = await store.get(circuitKey(provider))
  return item === undefined
    ? { circuit: closedCircuit, version: undefined }
    : { circuit: storedCircuit.read(item).circuit, version: item.version }
}

/** False: somebody was faster, and knows as much. */
export const saveCircuit = async (
  store: Store,
  provider: string,
  circuit: Circuit,
  { version }: LoadedCircuit,
): Promise<boolean> => {
  try {
    const put = { ...circuitKey(provider), body: storedCircuit.body({ circuit }) }
    await store.transact([{ put, expect: version === undefined ? 'absent' : { version } }])
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
