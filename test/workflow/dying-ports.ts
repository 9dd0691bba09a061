import { MessagesThrottled } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { RunsThrottled } from '../../core/ports/runs.ts'
import { StoreThrottled } from '../../core/ports/store.ts'

/** The process died in the middle of an invocation. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/**
 * The port call, counted over the whole life from 1, that does its work and whose answer is never seen. To die before
 * a call is to die after the one before it.
 */
export interface Plan {
  readonly call: number
  /** Instead of dying: the port says that it is too busy, and has done nothing. The invocation goes on as it can. */
  readonly throttled?: true
}

const tooBusy = (place: string): Error => {
  if (place.startsWith('store')) return new StoreThrottled(place)
  return place.startsWith('messages') ? new MessagesThrottled(place) : new RunsThrottled(place)
}

/** Kills one invocation at one port call: from then on nothing that this invocation tries gets through. */
export const dyingPorts = (plan: Plan | undefined) => {
  let calls = 0
  const places: string[] = []
  const wrapInvocation = (ports: Ports): Ports => {
    let dead = false
    const through = async <Result>(place: string, call: () => Promise<Result>): Promise<Result> => {
      if (dead) throw new Crash(place)
      calls += 1
      places.push(place)
      const here = calls === plan?.call
      if (here && plan.throttled) throw tooBusy(place)
      const dies = here && !plan.throttled
      const result = await call()
      if (dies) {
        dead = true
        throw new Crash(place)
      }
      return result
    }
    const { store, messages, runs } = ports
    return {
      ...ports,
      store: {
        get: (key) => through('store.get', () => store.get(key)),
        query: (query) => through('store.query', () => store.query(query)),
        transact: (writes) => through('store.transact', () => store.transact(writes)),
      },
      messages: {
        send: (sms) => through(`messages.send ${sms.template}`, () => messages.send(sms)),
        publish: (alert) => through('messages.publish', () => messages.publish(alert)),
      },
      runs: {
        start: (workflow, name, input) => through('runs.start', () => runs.start(workflow, name, input)),
        succeed: (token, output) => through('runs.succeed', () => runs.succeed(token, output)),
        fail: (token, error, cause) => through('runs.fail', () => runs.fail(token, error, cause)),
        stop: (workflow, name, cause) => through('runs.stop', () => runs.stop(workflow, name, cause)),
        describe: (workflow, name) => through('runs.describe', () => runs.describe(workflow, name)),
        list: (workflow, query) => through('runs.list', () => runs.list(workflow, query)),
        history: (workflow, name, cursor) =>
          through('runs.history', () => runs.history(workflow, name, cursor)),
      },
    }
  }
  return { wrapInvocation, calls: () => calls, places }
}
