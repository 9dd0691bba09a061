import type { Executions } from '../core/ports/executions.ts'
import type { Log } from '../core/ports/log.ts'
import type { Messages } from '../core/ports/messages.ts'
import type { Ports } from '../core/ports/ports.ts'
import { cryptoIds } from './random-ids.ts'
import { systemClock } from './system-clock.ts'
import type { Count } from './telemetry/metric-names.ts'

/** What every port may write to. */
export interface PortContext {
  readonly log: Log
  readonly count: Count
}

/** A part of the ports, made from the variables it needs. */
export type Wire<Environment> = (environment: Environment, around: PortContext) => Partial<Ports>

/** A function used a port that its handler does not give it. */
export class NotWired extends Error {
  override readonly name = 'NotWired'

  static raise(what: string): never {
    throw new NotWired(`this function is not given ${what}: name it in its environment.ts and handler.ts`)
  }
}

const notWired = async (): Promise<never> => NotWired.raise('this port')

const noMessages: Messages = { send: notWired, publish: notWired }
const noExecutions: Executions = {
  start: notWired,
  succeed: notWired,
  fail: notWired,
  stop: notWired,
  describe: notWired,
  list: notWired,
  history: notWired,
  link: () => NotWired.raise('this port'),
}
const noLookups = { digests: notWired }
const noStore = { get: notWired, query: notWired, transact: notWired }

/** The ports of one function; the others throw. */
export const makePorts = <Environment>(
  wires: readonly Wire<Environment>[],
  environment: Environment,
  around: PortContext,
): Ports =>
  Object.assign(
    {
      store: noStore,
      lookups: noLookups,
      messages: noMessages,
      executions: noExecutions,
      clock: systemClock,
      ids: cryptoIds,
      log: around.log,
    },
    ...wires.map((wire) => wire(environment, around)),
  )
