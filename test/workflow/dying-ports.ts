import { ExecutionsThrottled } from '../../core/ports/executions.ts'
import { MessagesThrottled } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { StoreThrottled } from '../../core/ports/store.ts'
import { sendingAtOnce, type Unsent } from '../../local/system/outbox-at-once.ts'

/** The process died in the middle of an invocation. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/**
 * The port call, counted over the whole isolation from 1, after which the process crashes. A crash before a call is
 * one after the call before it.
 */
export interface Plan {
  readonly call: number
  /** Instead of a crash the port is throttled and does nothing. The invocation goes on. */
  readonly throttled?: true
}

const tooBusy = (place: string): Error => {
  if (place.startsWith('store')) return new StoreThrottled(place)
  return place.startsWith('messages') ? new MessagesThrottled(place) : new ExecutionsThrottled(place)
}

type Fate = 'lives' | 'dies' | 'is too busy'

/** Every port call may crash. After a crash nothing that the invocation tries gets through. */
const wrapWith =
  (fateOf: (place: string) => Fate) =>
  (ports: Unsent): Ports => {
    let dead = false
    const through = async <Result>(place: string, call: () => Promise<Result>): Promise<Result> => {
      if (dead) throw new Crash(place)
      const fate = fateOf(place)
      if (fate === 'is too busy') throw tooBusy(place)
      const result = await call()
      if (fate === 'lives') return result
      dead = true
      throw new Crash(place)
    }
    const { store, messages, alerts, executions, tasks } = ports
    return sendingAtOnce({
      ...ports,
      store: {
        get: (key) => through('store.get', () => store.get(key)),
        dueShards: store.dueShards,
        getAll: (keys) => through('store.getAll', () => store.getAll(keys)),
        query: (query) => through('store.query', () => store.query(query)),
        queryIndex: (query) => through('store.queryIndex', () => store.queryIndex(query)),
        transact: (writes) => through('store.transact', () => store.transact(writes)),
      },
      messages: {
        send: (sms) => through(`messages.send ${sms.template}`, () => messages.send(sms)),
      },
      alerts: {
        publish: (alert) => through('messages.publish', () => alerts.publish(alert)),
      },
      tasks: {
        succeed: (token, output) => through('runs.succeed', () => tasks.succeed(token, output)),
        fail: (token, error, cause) => through('runs.fail', () => tasks.fail(token, error, cause)),
      },
      executions: {
        start: (workflow, name, input) =>
          through('runs.start', () => executions.start(workflow, name, input)),
        stop: (workflow, name, cause) => through('runs.stop', () => executions.stop(workflow, name, cause)),
        describe: (workflow, name) => through('runs.describe', () => executions.describe(workflow, name)),
        list: (workflow, query) => through('runs.list', () => executions.list(workflow, query)),
        history: (workflow, name, cursor) =>
          through('runs.history', () => executions.history(workflow, name, cursor)),
        link: executions.link,
      },
    })
  }

/** Crashes one invocation at one port call of a whole isolation. */
export const dyingPorts = (plan: Plan | undefined) => {
  const places: string[] = []
  const wrapInvocation = wrapWith((place) => {
    places.push(place)
    if (places.length !== plan?.call) return 'lives'
    return plan.throttled ? 'is too busy' : 'dies'
  })
  return { wrapInvocation, calls: () => places.length, places }
}

/** Each call crashes or is throttled with this probability, until healed. */
export const frailPorts = (random: () => number, probability: number) => {
  let healed = false
  const wrapInvocation = wrapWith(() => {
    if (healed || random() >= probability) return 'lives'
    return random() < 0.5 ? 'dies' : 'is too busy'
  })
  return {
    wrapInvocation,
    heal: () => {
      healed = true
    },
  }
}
