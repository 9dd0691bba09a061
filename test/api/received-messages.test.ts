import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { IsolationId, PersonId } from '../../core/ids.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { personKey } from '../../record/keys.ts'
import { keepWords } from '../../usecases/raise-matter/keep-words.ts'
import { openRequest } from '../../usecases/raise-matter/open-request.ts'
import { openTestApi, type TestApi } from './test-api.ts'
import { here } from './two-communities.ts'

const RESIDENT = '+8613800000101'
const WORKER = '+8613900000001'

let api: TestApi
let id: string
beforeEach(async () => {
  api = await openTestApi()
  id = await api.registered()
})
afterEach(() => api.system.close())

const seenBy = async (role: keyof typeof here) => {
  const { status, json } = await api.get(`/isolations/${id}`, here[role])
  expect(status).toBe(200)
  return json
}

/** The code by which a worker answers the only open matter. */
const code = async (): Promise<string> => {
  const { json } = await api.get('/communities/qinghe/matters?state=open')
  return String(json.matters[0].code)
}

describe('the words of texts that came in', () => {
  it('are shown to the worker of the grid, oldest first, under the name that the ledger has for them', async () => {
    await api.until('2020-02-11 08:10')
    await api.says(RESIDENT, '三十六度五 没有咳嗽')
    await api.until('2020-02-11 08:20')
    await api.says(RESIDENT, 'thank you, my dog is well')
    const { received, ledger } = await seenBy('grid_worker')
    expect(received).toMatchObject([
      { at: '2020-02-11T00:10:00.000Z', by: 'resident', text: '三十六度五 没有咳嗽' },
      { at: '2020-02-11T00:20:00.000Z', by: 'resident', text: 'thank you, my dog is well' },
    ])
    const meanings = received.map(
      ({ inbound }: { inbound: string }) =>
        ledger.find((entry: { event: { inbound?: string } }) => entry.event.inbound === inbound).event.type,
    )
    expect(meanings).toEqual(['reported', 'message_received'])
  })

  it('are also those of a worker, once, whatever they led to', async () => {
    await api.until('2020-02-11 11:05')
    await api.says(WORKER, `${await code()} reached 36.6`)
    const { received, ledger } = await seenBy('grid_worker')
    expect(received).toEqual([
      {
        inbound: expect.any(String),
        at: '2020-02-11T03:05:00.000Z',
        by: 'staff:worker-1',
        text: expect.stringMatching(/^\d{4} reached 36\.6$/),
      },
    ])
    const led = ledger.filter(
      ({ event }: { event: { inbound?: string } }) => event.inbound === received[0].inbound,
    )
    expect(led.map(({ event }: { event: { type: string } }) => event.type)).toEqual(
      expect.arrayContaining(['matter_answered', 'reported']),
    )
  })

  it('are shown with the matter that they answered, to whom it was handed and only while it is open', async () => {
    await api.until('2020-02-11 11:05')
    const { json } = await api.get('/communities/qinghe/matters?state=open')
    const [matter] = json.matters
    await api.says(WORKER, `${matter.code} 不在家`)
    const echo = api.system.inbox.received(WORKER).messages.findLast(({ sent }) => sent?.template === 'echo')
    const [oneTime = 'no code'] = oneTimeCodesIn(echo?.text ?? '')
    await api.says(WORKER, oneTime)
    const ofMatter = async () => (await api.get(`/matters/${matter.id}`, here.police_station)).json
    expect((await ofMatter()).received).toMatchObject([
      { by: 'staff:worker-1', text: `${matter.code} 不在家` },
      { by: 'staff:worker-1', text: oneTime },
    ])
    await api.says(RESIDENT, '36.5')
    expect(await ofMatter()).toMatchObject({ personal: 'hidden', received: [] })
  })

  it('leave out requests, which have no words', async () => {
    await api.until('2020-02-11 08:30')
    await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 36.5, source: 'phone_call' },
      ...here.grid_worker,
    })
    expect((await seenBy('grid_worker')).received).toEqual([])
  })

  it.each(['read_only', 'district_administrator', 'street_office'] as const)(
    'are hidden from the role %s',
    async (role) => {
      await api.until('2020-02-11 08:10')
      await api.says(RESIDENT, '36.5 ask for Wang Ming')
      const { received, personal, ledger } = await seenBy(role)
      expect(personal).toBe('hidden')
      expect(received).toEqual([])
      expect(JSON.stringify(ledger)).not.toContain('Wang Ming')
    },
  )

  it.each(['<img src=x onerror=alert(1)>', '=cmd|" /C calc"!A0', '"},{"text":"36.5'])(
    'stay what was written: %s',
    async (text) => {
      await api.until('2020-02-11 08:10')
      await api.says(RESIDENT, text)
      const { received } = await seenBy('grid_worker')
      expect(received).toMatchObject([{ by: 'resident', text }])
    },
  )

  it('are erased with the person', async () => {
    await api.until('2020-02-11 08:10')
    await api.says(RESIDENT, '36.5')
    const { isolation } = await seenBy('grid_worker')
    const { store, clock } = api.system.ports
    const key = personKey(PersonId.parse(isolation.person))
    const { version = 0 } = (await store.get(key)) ?? {}
    await store.transact([{ put: { ...key, body: {}, expiresAt: clock.now() }, expect: { version } }])
    expect(await seenBy('grid_worker')).toMatchObject({ personal: 'erased', received: [] })
  })

  it('are kept for 60 days, and what they meant for longer', async () => {
    await api.until('2020-02-11 08:10')
    await api.says(RESIDENT, '36.5 all well')
    await api.until('2020-04-11 08:11')
    const { received, ledger, personal } = await seenBy('grid_worker')
    expect(personal).toBe('shown')
    expect(received).toEqual([])
    expect(ledger.map(({ event }: { event: { type: string } }) => event.type)).toContain('reported')
  })
})

describe('the words that opened a matter', () => {
  it('are on its page, and in the message to staff as it was sent', async () => {
    const { ports } = api.system
    await keepInbound(ports.store, {
      id: 'in:1',
      from: RESIDENT,
      text: '降压药快吃完了',
      at: ports.clock.now(),
    })
    const { opened } = await openRequest(ports, IsolationId.parse(id), {
      inbound: 'in:1',
      by: 'resident',
      need: 'medicine',
    })
    await api.until('2020-02-11 08:00')
    const matter = opened[0]?.id
    const { json } = await api.get(`/matters/${matter}`, here.grid_worker)
    await keepInbound(ports.store, { id: 'in:2', from: RESIDENT, text: '楼下很吵', at: ports.clock.now() })
    await keepWords(ports, IsolationId.parse(id), { inbound: 'in:2', by: 'resident' })
    const { json: later } = await api.get(`/matters/${matter}`, here.grid_worker)
    expect(later.received).toMatchObject([{ text: '降压药快吃完了' }, { text: '楼下很吵' }])
    expect(json.received).toMatchObject([{ text: '降压药快吃完了' }])
    expect(json.messages[0].text).toContain('用药“降压药快吃完了”')
    const listed = await api.get('/communities/qinghe/messages?date=2020-02-10', here.grid_worker)
    expect(JSON.stringify(listed.json)).toContain('用药“降压药快吃完了”')
    const hidden = await api.get(`/matters/${matter}`, { actor: 'x', groups: ['read-only'] })
    expect(JSON.stringify(hidden.json)).not.toContain('降压药')
  })
})
