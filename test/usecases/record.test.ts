import { describe, expect, it } from 'vitest'
import { postsOf } from '../../core/community/community.ts'
import { CommunityId, IsolationId, MatterId, PersonId } from '../../core/ids.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { Address } from '../../core/person/person.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { toBody } from '../../core/to-body.ts'
import {
  listCommunities,
  loadCommunity,
  loadRuleBook,
  NotFound,
  newestRuleBook,
  publishRuleBook,
  saveCommunity,
} from '../../record/community-repository.ts'
import { Contended } from '../../record/handle-command.ts'
import { handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { codeKey, heardKey, subjectOf } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { Matters } from '../../record/matters.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadPhone, savePosts } from '../../record/phone-repository.ts'
import { storedCode } from '../../record/short-code-repository.ts'
import { register } from '../../usecases/register/register.ts'
import { settleMatter } from '../../usecases/settle-matter/settle-matter.ts'
import {
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestSystem,
} from '../workflow/test-system.ts'

const nobody = IsolationId.parse('iso-nobody')

describe('what is not in the record', () => {
  it('is named when it is asked for', async () => {
    const { ports } = (await openTestSystem()).system
    await expect(loadIsolation(ports, nobody)).rejects.toThrow(new NotFound('no isolation iso-nobody'))
    const matter = MatterId.parse('iso-nobody-01-morning-silence')
    await expect(loadMatter(ports.store, matter)).rejects.toThrow(NotFound)
    await expect(loadCommunity(ports.store, CommunityId.parse('nowhere'))).rejects.toThrow(
      'no community nowhere',
    )
    await expect(loadRuleBook(ports.store, 99)).rejects.toThrow('no rule book of version 99')
    expect(await findPerson(ports.store, PersonId.parse('person-none'))).toBeUndefined()
    expect((await loadPhone(ports, '+8613800007777')).phone).toEqual({ residents: [], posts: [] })
  })
})

describe('a stored body', () => {
  it('is a copy without what is undefined or no number', () => {
    const value = {
      a: 1,
      b: undefined,
      c: [1, undefined, 'x'],
      d: { e: null, f: undefined },
      g: Number.NaN,
      h: () => 1,
    }
    expect(toBody(value)).toEqual({ a: 1, c: [1, null, 'x'], d: { e: null } })
  })
})

describe('rule books', () => {
  it('are published once each, and the newest counts', async () => {
    const { store } = (await openTestSystem()).system.ports
    expect(await publishRuleBook(store, { ...defaultRuleBook, days: 21 })).toBe(false)
    expect(await publishRuleBook(store, { ...defaultRuleBook, version: 2, days: 21 })).toBe(true)
    expect((await newestRuleBook(store)).version).toBe(2)
    expect((await loadRuleBook(store, 1)).days).toBe(14)
  })

  it('change nothing for whoever began under another', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { store } = sixclear.system.ports
    await publishRuleBook(store, { ...defaultRuleBook, version: 2, days: 21 })
    const he = await sixclear.register({ name: '样例·李强', phone: '+8613800000102' })
    expect([(await she.isolation()).lastDay, (await he.isolation()).lastDay]).toEqual([14, 21])
    expect((await she.isolation()).ruleBook).toBe(1)
  })
})

describe('a community', () => {
  it('is known once, however often its file is read', async () => {
    const { store } = (await openTestSystem()).system.ports
    await saveCommunity(store, { ...exampleCommunity(), name: '新名' })
    expect((await listCommunities(store)).map(({ name }) => name)).toEqual(['新名'])
    await saveCommunity(store, { ...exampleCommunity(), id: CommunityId.parse('second') })
    expect((await listCommunities(store)).map(({ id }) => id)).toEqual(['qinghe', 'second'])
  })

  it('lets two share a phone for their posts', async () => {
    const { ports } = (await openTestSystem()).system
    const second = { ...exampleCommunity(), id: CommunityId.parse('second') }
    await savePosts(ports, second.id, postsOf(second))
    await savePosts(ports, second.id, postsOf(second))
    const { phone } = await loadPhone(ports, second.policeStation.phone)
    expect(phone.posts.map(({ community }) => community).sort()).toEqual(['qinghe', 'second'])
  })
})

describe('a household', () => {
  const { address } = exampleRegistration()
  const at = async (sixclear: TestSystem, name: string, where: Partial<Address>) => {
    const { person, ...rest } = exampleRegistration({ phone: null })
    const { ports } = sixclear.system
    const registration = { ...rest, person: { ...person, name }, address: { ...address, ...where } }
    const registered = await register(ports, exampleCommunity().id, registration, 'staff:wang')
    if (!('isolation' in registered)) return expect.unreachable(JSON.stringify(registered))
    return (await loadIsolation(ports, registered.isolation)).isolation.household
  }

  it('is who lives behind one door, however the door is written', async () => {
    const sixclear = await openTestSystem()
    const first = await at(sixclear, '样例·一', { building: 'B3' })
    expect(await at(sixclear, '样例·二', { building: 'b3' })).toBe(first)
    expect(await at(sixclear, '样例·三', { building: 'Ｂ 3' })).toBe(first)
    expect(await at(sixclear, '样例·四', { building: 'B3', room: '502' })).not.toBe(first)
  })

  it('has an id that says nothing about the door: the same door has another one elsewhere', async () => {
    const [here, there] = [await openTestSystem(), await openTestSystem({ seed: 'another' })]
    expect(await at(here, '样例·一', {})).not.toBe(await at(there, '样例·一', {}))
  })

  it('is one, when two of it are registered at once', async () => {
    const sixclear = await openTestSystem()
    const both = await Promise.all(['样例·一', '样例·二'].map((name) => at(sixclear, name, {})))
    expect(new Set(both).size).toBe(1)
  })
})

describe('a matter', () => {
  it('carries the isolation that it belongs to in its id', () => {
    expect(subjectOf(MatterId.parse('iso-ab12-03-morning-silence'))).toBe('iso-ab12')
  })
})

describe('a change of an isolation', () => {
  it('retries when somebody else was faster, and loses neither change', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const change = (inbound: string) =>
      handleCommand(ports, she.id, () => ({
        by: 'resident',
        events: [{ type: 'message_received', meaning: 'test', inbound }],
      }))
    await Promise.all(['a', 'b', 'c', 'd'].map(change))
    const inbounds = (await she.ledger()).flatMap(({ event }) =>
      event.type === 'message_received' ? [event.inbound] : [],
    )
    expect(inbounds.sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('gives up after too many conflicts, and writes nothing', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const transact = async () => Promise.reject(new ConditionFailed([]))
    const busy = {
      ...ports,
      store: storeWith(ports.store, { transact }),
    }
    const before = (await she.ledger()).length
    const change = handleCommand(busy, she.id, () => ({
      by: 'resident',
      events: [{ type: 'welcomed' }],
    }))
    await expect(change).rejects.toThrow(Contended)
    expect((await she.ledger()).length).toBe(before)
  })
})

describe('a command that has loaded something already', () => {
  const welcome = () => ({ by: 'workflow', events: [{ type: 'welcomed' }] }) as const

  const counted = async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const read: string[] = []
    const get: Store['get'] = async (key) => {
      read.push(key.sk)
      return ports.store.get(key)
    }
    return { she, read, ports: { ...ports, store: storeWith(ports.store, { get }) } }
  }

  it('does not read it again', async () => {
    const { she, read, ports } = await counted()
    const loaded = await loadIsolation(ports, she.id)
    const first = await handleCommand(ports, she.id, welcome, { loaded })
    await handleCommand(ports, she.id, welcome, { loaded: first })
    expect(read.filter((sk) => sk === 'META')).toHaveLength(2)
    expect((await she.isolation()).entries).toBe(loaded.isolation.entries + 2)
  })

  it('reads it again if somebody else was faster, and decides anew', async () => {
    const { she, ports } = await counted()
    const loaded = await loadIsolation(ports, she.id)
    await handleCommand(ports, she.id, welcome)
    const seen: number[] = []
    await handleCommand(
      ports,
      she.id,
      ({ isolation }) => {
        seen.push(isolation.entries)
        return welcome()
      },
      { loaded },
    )
    expect(seen).toEqual([loaded.isolation.entries, loaded.isolation.entries + 1])
  })

  it('never writes over a matter that somebody else has changed since', async () => {
    const { she, ports } = await counted()
    const { opened } = await handleCommand(ports, she.id, (loaded) => {
      const { matter, event } = openMatter(loaded, { kind: 'visit' })
      return { by: 'workflow', events: [event], matters: [matter] }
    })
    const [visit] = opened
    if (visit === undefined) throw new Error('no matter was opened')
    const early = new Matters(ports.store)
    await early.one(visit.id)
    await settleMatter(ports, visit.id, 'reached', 'staff:worker')
    await settleMatter(ports, visit.id, 'overtaken', 'sweeper', { matters: early })
    const { matter } = await loadMatter(ports.store, visit.id)
    expect(matter.state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })
})

describe('a command with a key of its own', () => {
  it('is carried out once, however often and at the same moment it comes', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const loaded = await loadIsolation(ports, she.id)
    const welcome = () =>
      handleCommand(ports, she.id, () => ({ by: 'workflow', events: [{ type: 'welcomed' }] }), {
        loaded,
        once: heardKey(she.id, 'help', 'sms-1'),
      })
    const results = await Promise.all([welcome(), welcome()])
    results.push(await welcome())
    expect(results.filter(({ decision }) => decision !== undefined)).toHaveLength(1)
    const { entries } = await she.isolation()
    expect(entries).toBe(loaded.isolation.entries + 1)
    // A repeated one returns the isolation as it is now.
    expect(results.map(({ isolation }) => isolation.entries)).toEqual([entries, entries, entries])
  })
})

describe('the codes of a community', () => {
  it('grow longer when the short ones are taken, and a fever is told all the same', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    const { store } = sixclear.system.ports
    const { id } = exampleCommunity()
    for (let first = 1000; first < 10_000; first += 100)
      await store.transact(
        Array.from({ length: 100 }, (_, index) => ({
          put: { ...codeKey(id, String(first + index)), body: storedCode.body({ subject: she.id }) },
          expect: 'absent',
        })),
      )
    await she.says('39.5')
    const { code } = await she.matter('fever')
    expect(code).toMatch(/^[2-8]\d{4}$/)
    expect(sixclear.codeOn(phones.doctor)).toBe(code)
    await sixclear.confirmed(phones.doctor, `${code} 排除`)
    expect(await she.status()).toBe('following')
  })
})
