import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { type AccessRole, isMachine } from '../../../core/access/access-role.ts'
import { grantsOfScopes } from '../../../core/access/scope.ts'
import type { LedgerFeed } from '../../../core/ports/ledger-feed.ts'
import { PublishedEvent } from '../../../core/published-events/published-event.ts'
import { eventStream } from '../../../local/events/event-stream.ts'
import { machineSecret } from '../../../local/sign-in/machine-secret.ts'
import { registrationForm } from '../../api/test-api.ts'
import { expectedCells } from '../../unit/access/expected.ts'
import { recorded } from '../../unit/record/recorded-shapes.ts'
import { challengeOf, VERIFIER } from '../issuer-client.ts'
import {
  type Folder,
  folderWithConsole,
  type LocalServer,
  signInTo,
  startLocalServer,
} from '../local-server.ts'

const EMPTY = ['--empty', '--paused', '--start', '2020-02-10T02:00:00.000Z']

const Token = z.object({ access_token: z.string() })

let folder: Folder
let server: LocalServer
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, ...EMPTY)
  await server.post('/communities/qinghe/isolations', registrationForm())
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

/** A token of another system with these scopes. */
const tokenFor = async (scope: string, client = 'statistics'): Promise<string> => {
  const secret = machineSecret(server.token, { client, scope })
  const response = await server.askAsAnyone('/sign-in/token', {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  })
  return Token.parse(await response.json()).access_token
}

interface Sent {
  readonly id: number
  readonly event: PublishedEvent
}

/** Reads until this many events have come, or until the stream waits; then hangs up. */
const read = async (
  { query = '', scope = 'events.read@qinghe', lastEventId = '' },
  until: (sent: readonly Sent[], text: string) => boolean,
): Promise<{ sent: Sent[]; text: string; lastId: number }> => {
  const headers = {
    authorization: `Bearer ${await tokenFor(scope)}`,
    ...(lastEventId && { 'last-event-id': lastEventId }),
  }
  const hangUp = new AbortController()
  const response = await server.askAsAnyone(`/events${query}`, { headers, signal: hangUp.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  let text = ''
  const sentIn = (): Sent[] =>
    [...text.matchAll(/^id: (\d+)\nevent: (\S+)\ndata: (.*)\n\n/gm)].map(([, id, type, data = '']) => {
      const event = PublishedEvent.parse(JSON.parse(data))
      expect(event.type).toBe(type)
      return { id: Number(id), event }
    })
  const decoder = new TextDecoder()
  if (response.body === null) throw new Error('the stream has no body')
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (until(sentIn(), text)) break
  }
  hangUp.abort()
  const ids = [...text.matchAll(/^id: (\d+)\n/gm)].map(([, id]) => Number(id))
  return { sent: sentIn(), text, lastId: ids.at(-1) ?? 0 }
}

const hasWaited = (_: readonly Sent[], text: string): boolean => /id: \d+\n\n$/.test(text)
const typesOf = (sent: readonly Sent[]): string[] => sent.map(({ event }) => event.type)

describe('the stream of events', () => {
  it('has what has happened, each with its place, and then waits for more', async () => {
    const { sent } = await read({}, hasWaited)
    expect(typesOf(sent)).toContain('isolation.registered')
    expect(sent.map(({ id }) => id)).toEqual(sent.map(({ id }) => id).toSorted((a, b) => a - b))
    expect(JSON.stringify(sent)).not.toMatch(/王明|1380000/)
  })

  it('goes on while it is open', async () => {
    let posted = false
    const { sent } = await read({ query: '?after=newest' }, (sent, text) => {
      if (hasWaited(sent, text) && !posted) {
        posted = true
        const form = registrationForm({
          person: { name: '样例·李芳', phone: '138 0000 0102' },
          address: { grid: 'grid-2', building: '9', unit: '1', room: '902' },
        })
        void server.post('/communities/qinghe/isolations', form)
      }
      return sent.length > 0
    })
    expect(typesOf(sent)).toEqual(['isolation.registered'])
  })

  it('resumes behind the last event that was read, also after a restart of the server', async () => {
    const { sent } = await read({}, hasWaited)
    const [first] = sent
    await server.stop()
    server = await startLocalServer(folder, '--paused')
    const again = await read({ lastEventId: String(first?.id) }, hasWaited)
    expect(again.sent.map(({ event }) => event.id)).toEqual(sent.slice(1).map(({ event }) => event.id))
  })

  it('tells a place to go on from even where nothing is for the reader', async () => {
    const { sent, lastId } = await read({ scope: 'events.read@linyuan' }, hasWaited)
    expect(sent).toEqual([])
    expect(lastId).toBe(server.started.system.feed.newest())
  })

  it('refuses a place that this record has never had', async () => {
    const headers = { authorization: `Bearer ${await tokenFor('events.read')}`, 'last-event-id': '999999' }
    const response = await server.askAsAnyone('/events', { headers })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('begin with 0')
  })

  it('is for whom the policy says, and for nobody else', async () => {
    const people: Readonly<Partial<Record<AccessRole, string>>> = {
      district_administrator: 'district-administrator',
      street_office: 'street-office',
      community_administrator: 'administrator',
      grid_worker: 'worker-1',
      doctor: 'doctor',
      police_station: 'police-station',
      read_only: 'reader',
    }
    const pkce = { verifier: VERIFIER, challenge: challengeOf(VERIFIER) }
    const tokenOf = (role: AccessRole) =>
      isMachine(role)
        ? tokenFor(role === 'integrator' ? 'events.read@qinghe' : 'fhir.read@qinghe')
        : signInTo(server, people[role] ?? role, pkce)
    for (const { role, reach } of expectedCells.filter(({ operation }) => operation === 'readEvents')) {
      const headers = { authorization: `Bearer ${await tokenOf(role)}` }
      const { status, body } = await server.askAsAnyone('/events', { headers })
      expect([role, status]).toEqual([role, reach === 'no' ? 403 : 200])
      await body?.cancel()
    }
    expect((await server.askAsAnyone('/events')).status).toBe(401)
  })

  it('reads no further than its reader: what is not taken stays in the ledger', async () => {
    const body = { ...recorded('ledger-entry/missed', 1)?.example }
    const reads: number[] = []
    const feed: LedgerFeed = {
      newest: () => 1_000_000,
      onCommit: () => () => {},
      read: async (after, limit) => {
        reads.push(after)
        return Array.from({ length: limit }, (_, at) => ({
          pk: 'x',
          sk: `LEDGER#${at}`,
          place: after + at + 1,
          body,
        }))
      },
    }
    const ports = { feed, log: { info: () => {}, error: () => {} }, wait: async () => {} }
    const grants = grantsOfScopes(['events.read'])
    const stream = eventStream(ports, { query: {}, lastEventId: undefined, grants })(
      new AbortController().signal,
    )
    for (let taken = 0; taken < 150; taken += 1) await stream.next()
    expect(reads).toEqual([0, 100])
  })
})
