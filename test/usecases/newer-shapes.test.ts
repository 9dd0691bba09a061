import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { CommunityId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'
import { NewerShape } from '../../core/newer-shape.ts'
import { Address } from '../../core/person/person.ts'
import type { Key } from '../../core/ports/store.ts'
import { HOUR, plus } from '../../core/time/instant.ts'
import { workflowText } from '../../local/system/workflow-definitions.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import {
  alertKey,
  alertsList,
  communityKey,
  inboundKey,
  isolationKey,
  ledgerKey,
  personKey,
} from '../../record/keys.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { takeCode } from '../../record/short-code-repository.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { sweepReports } from '../../record/sweep-report.ts'
import { lineOf } from '../../usecases/judge-line/judge-line.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { keepWords } from '../../usecases/raise-matter/keep-words.ts'
import { strangerInDanger } from '../../usecases/stranger-in-danger/stranger-in-danger.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestApi } from '../api/test-api.ts'
import {
  exampleCommunity,
  openTestSystem,
  phones,
  type TestReturnee,
  type TestSystem,
} from '../workflow/test-system.ts'

/** As if a newer release had written the item, or this one had got it back. */
const written = async ({ system }: Pick<TestSystem, 'system'>, key: Key, v: number): Promise<void> => {
  const item = await system.ports.store.get(key)
  if (item === undefined) throw new Error(`nothing at ${key.pk}`)
  const { version, ...put } = item
  const body = { ...put.body, v }
  const { index = {} } =
    key.sk === 'META'
      ? isolationItem(readIsolation({ ...put, body: { ...body, v: 1 } }).isolation, undefined)
      : {}
  const due = index.due && { ...index.due, summary: { ...index.due.summary, v } }
  await system.ports.store.transact([
    { put: { ...put, body, index: { ...index, ...(due && { due }) } }, expect: { version } },
  ])
}

/** A newer release has written an item with a value that this one does not know. */
const unknownValue = async (
  { system }: Pick<TestSystem, 'system'>,
  key: Key,
  value: JsonObject,
  v = 2,
): Promise<void> => {
  const item = await system.ports.store.get(key)
  if (item === undefined) throw new Error(`nothing at ${key.pk}`)
  const { version, ...put } = item
  const list = key.pk.startsWith('ALERT#')
    ? { pk: alertsList(exampleCommunity().id), sk: `open#${put.body['dueAt']}#${put.body['id']}` }
    : undefined
  const due = key.pk.startsWith('ISOLATION#') ? { sk: `isolation#never#${key.pk.slice(10)}` } : undefined
  await system.ports.store.transact([
    {
      put: {
        ...put,
        body: { ...put.body, ...value, v },
        index: { ...(list && { list }), ...(due && { due }) },
      },
      expect: { version },
    },
  ])
}

const Retriers = z.array(
  z.looseObject({
    ErrorEquals: z.array(z.string()),
    IntervalSeconds: z._default(z.int(), 1),
    MaxAttempts: z.int(),
    BackoffRate: z._default(z.number(), 1),
    MaxDelaySeconds: z._default(z.int(), 1),
  }),
)
const Text = z.object({
  States: z.record(z.string(), z.object({ Type: z.string(), Retry: z.optional(Retriers) })),
})

describe('an isolation that a newer release has written', () => {
  it('waits until that release runs: the text that came meanwhile is not lost', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:20')
    await written(sixclear, isolationKey(she.id), 2)
    await she.says('36.5')
    await sixclear.until('2020-02-11 08:23')
    expect(sixclear.system.inbound.pending()).toBe(1)
    await written(sixclear, isolationKey(she.id), 1)
    await sixclear.until('2020-02-11 08:30')
    expect(await she.slot('01-morning')).toBe('reported')
  })

  it('goes on by itself: its step is retried for as long as a deployment takes', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 07:59')
    await written(sixclear, isolationKey(she.id), 2)
    await sixclear.until('2020-02-11 08:12')
    expect(she.texts('prompt')).toHaveLength(0)
    await written(sixclear, isolationKey(she.id), 1)
    await sixclear.until('2020-02-11 08:16')
    expect(she.texts('prompt')).toHaveLength(1)
    expect((await she.isolation()).generation).toBe(1)
    expect(await she.events()).not.toContain('matter_opened')
  })

  it('does not keep the sweeper from the others, and is in its report', async () => {
    const sixclear = await openTestSystem({ sweepEveryMinutes: 60 * 24 * 365 })
    const she = await sixclear.register()
    const he = await sixclear.register({ name: '李强', phone: '+8613800000102', room: '502' })
    await sixclear.until('2020-02-11 08:30')
    await written(sixclear, isolationKey(she.id), 2)
    await sixclear.system.ports.executions.stop('isolation', `${he.id}-1`, 'lost')
    const { mended, offenders } = await sweep(sixclear.system.ports)
    expect(mended).toBe(1)
    expect(offenders).toMatchObject([{ isolation: she.id, why: 'record_unreadable' }])
    const reports = await sweepReports(sixclear.system.ports.store)
    const found = reports.flatMap(({ last }) => last?.found ?? [])
    expect(found.flatMap((one) => one.offenders)).toHaveLength(1)
    expect(found.reduce((sum, { unreadable }) => sum + unreadable, 0)).toBe(1)
  })

  it('does not keep the sweeper from the others either when it is damaged in a slot', async () => {
    const sixclear = await openTestSystem({ sweepEveryMinutes: 60 * 24 * 365 })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    const key = isolationKey(she.id)
    await unknownValue(sixclear, key, { slots: ['a2020-02-11T99:00:00'] }, 1)
    const { offenders } = await sweep(sixclear.system.ports)
    expect(offenders).toMatchObject([{ isolation: she.id, why: 'record_unreadable' }])
  })

  it('is shown on the console again half a minute later', async () => {
    const api = await openTestApi()
    const id = await api.registered()
    const she = (await api.get(`/isolations/${id}`)).json.isolation.id
    for (const key of [isolationKey(she), ledgerKey(she, 1)]) {
      await written(api, key, 2)
      const { status, json, headers } = await api.get(`/isolations/${id}`)
      expect({ status, name: json.error.name, headers }).toMatchObject({
        status: 503,
        name: 'NewerShape',
        headers: { 'retry-after': '30' },
      })
      await written(api, key, 1)
    }
    expect((await api.get(`/isolations/${id}`)).status).toBe(200)
  })
})

describe('what a newer release keeps of a person', () => {
  const vaultOf = async ({ system }: TestSystem, she: TestReturnee) => {
    const key = personKey((await she.isolation()).person)
    return { key, item: await system.ports.store.get(key) }
  }

  it('stays in the vault when they come back for another stay', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    await she.says('38.5')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    expect(await she.status()).toBe('ended')
    await sixclear.until('2020-03-20 10:00')
    await unknownValue(sixclear, (await vaultOf(sixclear, she)).key, { unheardOf: true })
    const again = await sixclear.register({ arrived: '2020-03-20 08:00' })
    expect(again.id).not.toBe(she.id)
    expect((await vaultOf(sixclear, she)).item?.body).toMatchObject({ v: 2, unheardOf: true })
  })

  it('does not make the same fact another one', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { store } = sixclear.system.ports
    const { key } = await vaultOf(sixclear, she)
    const { name, address } = {
      name: '样例·王明',
      address: { grid: 'grid-1', building: '3', unit: '2', room: '999' },
    }
    await unknownValue(sixclear, key, { alsoKnownBy: [{ name, address: { ...address, unheardOf: true } }] })
    const found = await findPerson(store, (await she.isolation()).person)
    if (found === undefined) throw new Error('nobody')
    await store.transact([
      personWrite(found.person, found, { alsoKnownBy: { name, address: Address.parse(address) } }),
    ])
    const { item } = await vaultOf(sixclear, she)
    expect(item?.body['alsoKnownBy']).toEqual([{ name, address: { ...address, unheardOf: true } }])
  })
})

describe('one item that a newer release has written', () => {
  const CRIES = '救命，老人晕倒了'

  it('does not keep other strangers in danger from being told of, and makes the line red', async () => {
    const logged: string[] = []
    const sixclear = await openTestSystem({ log: { info: () => {}, error: (event) => logged.push(event) } })
    const { ports } = sixclear.system
    await sixclear.text('+8613877770000', CRIES)
    const { alerts } = await openAlerts(ports.store, exampleCommunity().id)
    await unknownValue(sixclear, alertKey(alerts[0]?.alert.id ?? ''), { danger: 'flood' })
    await sixclear.text('+8613877770001', CRIES)
    await sixclear.until('2020-02-10 10:30')
    expect(sixclear.messagesTo(phones.office, 'stranger_in_danger').length).toBeGreaterThan(0)
    expect(logged).toContain('alert.unreadable')
    const grids = new Set(exampleCommunity().grids.map(({ id }) => id))
    const places = [{ community: exampleCommunity(), grids }]
    const { line, reasons } = await lineOf(ports, { places, isDistrict: true, covers: () => true })
    expect(line).toBe('red')
    expect(reasons.map(({ why }) => why).toSorted()).toEqual(['record_unreadable', 'stranger_unanswered'])
  })

  it('does not keep other communities from being watched', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const second = { ...exampleCommunity(), id: CommunityId.parse('second') }
    await saveCommunity(ports.store, second)
    await unknownValue(sixclear, communityKey(second.id), { language: 'fr' })
    const id = `in:${CRIES.length}`
    const kept = await keepInbound(ports.store, {
      id,
      from: '+8613877770000',
      text: CRIES,
      at: ports.clock.now(),
    })
    await strangerInDanger(ports, kept, 'faint').catch(() => {})
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
    const later = { ...ports, clock: { now: () => plus(ports.clock.now(), HOUR) } }
    await expect(keepWatch(later)).rejects.toThrow(NewerShape)
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(2)
    const lines = await judgeLines(ports)
    expect(lines.map(({ community }) => community)).toEqual([exampleCommunity().id, second.id])
    expect(lines[1]?.line).toBe('red')
  })

  it('does not keep the other communities from opening matters, nor their staff from working', async () => {
    const api = await openTestApi()
    const id = await api.registered()
    const second = { ...exampleCommunity(), id: CommunityId.parse('second') }
    await saveCommunity(api.system.ports.store, second)
    await unknownValue(api, communityKey(second.id), { language: 'fr' })
    await api.until('2020-02-11 08:05')
    await api.says('+8613800000101', '38.5')
    const { status, json } = await api.get(`/isolations/${id}`, {
      actor: exampleCommunity().administrator.id,
    })
    expect({ status, open: json.matters?.length }).toEqual({ status: 200, open: 1 })
    const stranger = await api.get(`/isolations/${id}`, { actor: 'somebody' })
    expect(stranger.status).toBe(403)
  })

  it('does not keep the others of a household from being told of a confirmed case', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const [he, other] = [
      await sixclear.register({ name: '李强', phone: '+8613800000102' }),
      await sixclear.register({ name: '王芳', phone: '+8613800000103' }),
    ]
    await sixclear.until('2020-02-11 08:05')
    await she.says('38.5')
    await written(sixclear, isolationKey(he.id), 2)
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    expect((await other.isolation()).closeContactOf?.isolation).toBe(she.id)
    await written(sixclear, isolationKey(he.id), 1)
    await sixclear.until('2020-02-11 11:00')
    expect((await he.isolation()).closeContactOf?.isolation).toBe(she.id)
  })

  it('keeps its code, and the next matter takes another one', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ phone: null })
    const { store, clock } = sixclear.system.ports
    const { community, contact } = await she.isolation()
    const named = { subject: she.id }
    await written(sixclear, isolationKey(she.id), 2)
    const { code } = await takeCode(store, community, named, clock.now())
    expect(code).toMatch(/^\d{4}$/)
    expect(code).not.toBe(contact.by === 'worker' ? contact.code : undefined)
  })

  it('is counted by the digest that cannot quote it, with the words of the others', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    for (const text of ['楼下很吵', '谢谢赵一']) {
      const { inbound } = await keepInbound(ports.store, {
        id: text,
        from: she.phone,
        text,
        at: ports.clock.now(),
      })
      await keepWords(ports, she.id, { inbound: inbound.id, by: 'resident', from: she.phone })
    }
    await unknownValue(sixclear, inboundKey('楼下很吵'), { state: 'weighed' })
    await sixclear.until('2020-02-10 12:00')
    const [digest] = sixclear.messagesTo(phones.worker, 'digest')
    expect(digest?.text).toMatch(/2条留言/)
    expect(digest?.text).toContain('谢谢赵一')
  })

  it('is named by the line, also when it is asked for people', async () => {
    const api = await openTestApi()
    const id = (await api.get(`/isolations/${await api.registered()}`)).json.isolation.id
    await api.until('2020-02-11 08:30')
    await api.system.ports.executions.stop('isolation', `${id}-1`, 'lost')
    await written(api, isolationKey(id), 2)
    await sweep(api.system.ports)
    const { status, json } = await api.get('/no-one-left-behind?include=person')
    expect({ status, line: json.line }).toEqual({ status: 200, line: 'red' })
    expect(json.offenders).toMatchObject([{ isolation: id, why: 'record_unreadable' }])
  })
})

describe.each(['isolation', 'escalation'] as const)('the workflow of an %s', (workflow) => {
  const tasks = Object.entries(Text.parse(JSON.parse(workflowText(workflow))).States).filter(
    ([, { Retry }]) => Retry !== undefined,
  )
  const fails = Object.entries(Text.parse(JSON.parse(workflowText(workflow))).States).filter(
    ([, { Type }]) => Type === 'Fail',
  )

  it.each(tasks)(
    'tries what a newer release reads again and again, and never ends: %s',
    (_, { Retry = [] }) => {
      expect(Retry.at(-1)?.ErrorEquals.join()).toMatch(/^States\.(ALL|TaskFailed)$/)
      expect(fails).toEqual([])
    },
  )
})
