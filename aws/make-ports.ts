import type { Executions } from '../core/ports/executions.ts'
import type { Messages } from '../core/ports/messages.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { PortContext } from './port-context.ts'
import { cryptoIds } from './random-ids.ts'
import { systemClock } from './system-clock.ts'

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

const noMessages: Messages = { send: notWired }
const noTasks = { succeed: notWired, fail: notWired }
const noExecutions: Executions = {
  start: notWired,
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
      alerts: { publish: notWired },
      outbox: { hand: notWired },
      tasks: noTasks,
      strangers: {},
      executions: noExecutions,
      clock: systemClock,
      ids: cryptoIds,
      log: around.log,
    },
    ...wires.map((wire) => wire(environment, around)),
  )
