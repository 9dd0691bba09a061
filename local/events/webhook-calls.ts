import * as z from 'zod/mini'
import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { PublishedEvent } from '../../core/published-events/published-event.ts'
import type { LocalState } from '../sqlite/local-state.ts'
import { type Placed, placedEvents } from './placed-events.ts'
import type { Call } from './signed-call.ts'
import type { WaitForCommit } from './wait-for-commit.ts'
import type { Webhook } from './webhook-settings.ts'

/** Held at most: while so many wait for their isolation's turn, nothing more is read. */
const MOST_WAITING = 500
const FIRST_PAUSE_MILLISECONDS = 1_000
const LONGEST_PAUSE_MILLISECONDS = 300_000
const IDLE_MILLISECONDS = 60_000

export interface WebhookPorts extends Pick<Ports, 'log'> {
  readonly feed: LedgerFeed
  readonly wait: WaitForCommit
  readonly state: Pick<LocalState, 'get' | 'set'>
  readonly call: Call
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
}

/** How often it has failed in a row, and when it is tried again. */
interface Pause {
  readonly tries: number
  readonly until: number
}

/** The events of one isolation that have not been taken, in order. */
/** What an event is about: its id begins with it. */
const subjectOf = ({ id }: PublishedEvent): string => id.slice(0, id.indexOf('/'))

interface Lane {
  readonly waiting: Placed[]
  pause: Pause
}

const NONE: Pause = { tries: 0, until: 0 }

const longer = ({ tries }: Pause, now: number): Pause => ({
  tries: tries + 1,
  until: now + Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** tries, LONGEST_PAUSE_MILLISECONDS),
})

/**
 * Calls one system with each event, at least once, those of an isolation in order. An event that it refuses holds back its
 * isolation only; a system that does not answer is left alone for longer and longer, five minutes at most. Where it
 * stands is kept: after a restart it goes on with the first event that was not taken.
 */
export const callWebhook = async (
  ports: WebhookPorts,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<void> => {
  const { feed, state, wait, wallClock, log } = ports
  const name = `webhook:${webhook.name}`
  const lanes = new Map<string, Lane>()
  let system = NONE
  let read = z.catch(z.number(), 0).parse(state.get(name))
  let kept = read

  const isFor = ({ event }: Placed): boolean =>
    event !== undefined && (webhook.communities?.includes(event.community) ?? true)

  const readOn = async (): Promise<void> => {
    const waiting = (): number => [...lanes.values()].reduce((sum, lane) => sum + lane.waiting.length, 0)
    while (waiting() < MOST_WAITING) {
      const page = await placedEvents(ports, read)
      if (page.length === 0) return
      for (const placed of page) {
        read = placed.place
        if (placed.event === undefined || !isFor(placed)) continue
        const of = subjectOf(placed.event)
        const lane = lanes.get(of)
        if (lane === undefined) lanes.set(of, { waiting: [placed], pause: NONE })
        else lane.waiting.push(placed)
      }
    }
  }

  const callLane = async (subject: string, lane: Lane): Promise<void> => {
    const event = lane.waiting[0]?.event
    if (event === undefined) return
    const taken = await ports.call(webhook, event, wallClock())
    if (taken === 'taken') {
      lane.waiting.shift()
      lane.pause = NONE
      system = NONE
      if (lane.waiting.length === 0) lanes.delete(subject)
      return
    }
    log.error('webhook.not-taken', { subject, reason: taken, key: webhook.name })
    if (taken === 'busy') system = longer(system, wallClock())
    else lane.pause = longer(lane.pause, wallClock())
  }

  const keep = (): void => {
    const firsts = [...lanes.values()].map(({ waiting }) => waiting[0]?.place ?? read)
    const done = firsts.length === 0 ? read : Math.min(...firsts) - 1
    if (done === kept) return
    state.set(name, done)
    kept = done
  }

  while (!signal.aborted) {
    const newest = feed.newest()
    await readOn()
    const now = wallClock()
    const due = system.until > now ? [] : [...lanes].filter(([, { pause }]) => pause.until <= now)
    for (const [subject, lane] of due) {
      if (signal.aborted || system.until > now) break
      await callLane(subject, lane)
    }
    keep()
    if (signal.aborted) return
    const next = Math.min(...[...lanes.values()].map(({ pause }) => Math.max(pause.until, system.until)))
    const pause = Math.min(IDLE_MILLISECONDS, next - wallClock())
    // What came since is not waited for.
    if (pause > 0 && feed.newest() === newest) await wait(pause, signal)
  }
}

/** Calls each system beside the others, until it is stopped. */
export const startWebhooks = (
  ports: WebhookPorts,
  webhooks: readonly Webhook[],
): { readonly stop: () => Promise<void> } => {
  const stopped = new AbortController()
  const running = webhooks.map((webhook) =>
    callWebhook(ports, webhook, stopped.signal).catch((error: unknown) =>
      ports.log.error('webhook.failed', { key: webhook.name }, error),
    ),
  )
  return {
    stop: async () => {
      stopped.abort()
      await Promise.all(running)
    },
  }
}
