import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { JsonValue } from '../../../core/json.ts'
import type { LedgerFeed } from '../../../core/ports/ledger-feed.ts'
import { placedEvents } from '../../../local/events/placed-events.ts'
import { type Call, signedCall, type Taken } from '../../../local/events/signed-call.ts'
import { callWebhook, type WebhookPorts } from '../../../local/events/webhook-calls.ts'
import { recorded } from '../../unit/record/recorded-shapes.ts'

const webhook = { name: 'statistics', url: 'http://127.0.0.1:1/', secret: 'a secret of both sides' }

const entryOf = (isolation: string, entry: number) => ({
  pk: `ISOLATION#${isolation}`,
  sk: `LEDGER#${String(entry).padStart(6, '0')}`,
  body: { ...recorded('ledger-entry/asked', 1)?.example, isolation, entry },
})

/** Two isolations, one after the other: places 1 to 6. */
const ledgers = [1, 2, 3].flatMap((entry) => [entryOf('iso-aaaa', entry), entryOf('iso-bbbb', entry)])

/** A system that answers as it is told, in virtual time, until nothing is left to do for an hour. */
const run = async (
  answer: (id: string, at: number) => Taken,
  state = new Map<string, JsonValue>(),
  stopAt = 3_600_000,
) => {
  let now = 0
  const calls: { readonly id: string; readonly at: number; readonly taken: Taken }[] = []
  const stop = new AbortController()
  const feed: LedgerFeed = {
    newest: () => ledgers.length,
    onCommit: () => () => {},
    read: async (after, limit) =>
      ledgers.map((entry, at) => ({ ...entry, place: at + 1 })).slice(after, after + limit),
  }
  const call: Call = async (_, { id }, at) => {
    const taken = answer(id, at)
    calls.push({ id, at, taken })
    return taken
  }
  const ports: WebhookPorts = {
    feed,
    state: { get: (name) => state.get(name), set: (name, value) => void state.set(name, value) },
    log: { info: () => {}, error: () => {} },
    wallClock: () => now,
    call,
    wait: async (milliseconds) => {
      now += milliseconds
      if (now >= stopAt) stop.abort()
    },
  }
  await callWebhook(ports, webhook, stop.signal)
  return { calls, state, taken: calls.filter(({ taken }) => taken === 'taken').map(({ id }) => id) }
}

const inOrder = (ids: readonly string[], isolation: string) => ids.filter((id) => id.startsWith(isolation))

const ALL = (isolation: string) => [1, 2, 3].map((entry) => `${isolation}/${entry}`)

describe('a webhook', () => {
  it('gets every event once, those of an isolation in order', async () => {
    const { taken, state } = await run(() => 'taken')
    expect(taken).toHaveLength(6)
    expect(inOrder(taken, 'iso-aaaa')).toEqual(ALL('iso-aaaa'))
    expect(state.get('webhook:statistics')).toBe(6)
  })

  it('that refuses one event waits longer and longer for its isolation, and for no other', async () => {
    const { calls, taken, state } = await run((id, at) =>
      id === 'iso-aaaa/1' && at < 600_000 ? 'refused' : 'taken',
    )
    expect(inOrder(taken, 'iso-aaaa')).toEqual(ALL('iso-aaaa'))
    expect(calls.filter(({ id }) => id === 'iso-bbbb/3').map(({ at }) => at)).toEqual([0])
    const tries = calls.filter(({ id }) => id === 'iso-aaaa/1').map(({ at }) => at)
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(300_000)
    expect(state.get('webhook:statistics')).toBe(6)
  })

  it('that is down is tried a few times an hour, not once for each event', async () => {
    const { calls, state } = await run(() => 'busy')
    expect(calls.length).toBeLessThan(25)
    expect(state.get('webhook:statistics')).toBeUndefined()
  })

  it('goes on after a restart with the first event that was not taken: at least once', async () => {
    const first = await run((id) => (id === 'iso-bbbb/2' ? 'refused' : 'taken'), new Map(), 1)
    expect(first.state.get('webhook:statistics')).toBe(3)
    const second = await run(() => 'taken', first.state)
    expect(inOrder(second.taken, 'iso-bbbb')).toEqual(['iso-bbbb/2', 'iso-bbbb/3'])
  })

  it('gets a body that it can check: signed with the seconds at which it was sent', async () => {
    const seen: { body: string; headers: Record<string, unknown> }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        seen.push({ body, headers: request.headers })
        response.writeHead(seen.length === 1 ? 204 : seen.length === 2 ? 400 : 503).end()
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const there = { ...webhook, url: `http://127.0.0.1:${port}/events` }
    const { event } = await anEvent()
    const at = 1_581_300_000_500
    const answers = [
      await signedCall(there, event, at),
      await signedCall(there, event, at),
      await signedCall(there, event, at),
    ]
    expect(answers).toEqual(['taken', 'refused', 'busy'])
    const [{ body, headers } = { body: '', headers: {} }] = seen
    expect(JSON.parse(body)).toEqual(event)
    const expected = createHmac('sha256', webhook.secret).update(`1581300000.${body}`).digest('hex')
    expect(headers).toMatchObject({
      'x-sixclear-id': event.id,
      'x-sixclear-timestamp': '1581300000',
      'x-sixclear-signature': `v1=${expected}`,
    })
    expect(await signedCall(webhook, event, at)).toBe('busy')
  })
})

const anEvent = async () => {
  const read = async () => [{ ...entryOf('iso-aaaa', 1), place: 1 }]
  const [placed] = await placedEvents({ feed: { read }, log: { info: () => {}, error: () => {} } }, 0)
  if (placed?.event === undefined) throw new Error('the example is not published')
  return { event: placed.event }
}
