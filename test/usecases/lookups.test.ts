import { describe, expect, it } from 'vitest'
import { Person } from '../../core/person/person.ts'
import { PersonChange } from '../../core/person/person-change.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { lookUp, writesAt } from '../../record/lookup.ts'
import { type LookupKeys, lookupsUnder } from '../../record/lookup-keys.ts'
import { textsOfPerson } from '../../usecases/rotate-lookups/texts-of-person.ts'
import { at, exampleCommunity, exampleRegistration } from '../workflow/test-system.ts'

const now = at('2020-02-10 10:00')
const phone = '+8613800000101'
const older: LookupKeys = { id: 'k1', secret: 'a'.repeat(64) }
const newer = { id: 'k2', secret: 'b'.repeat(64) }
const announced: LookupKeys = { ...older, next: { ...newer, writesFrom: plus(now, 10 * MINUTE) } }
const both: LookupKeys = { ...older, next: { ...newer, writesFrom: now } }

const aRecord = () => {
  const clock = { now: () => now }
  const store = new SqliteStore(new Database(':memory:'), clock)
  return (keys: LookupKeys) => ({ store, clock, lookups: lookupsUnder(async () => keys, clock) })
}
const keyIn = (pk: string): string => pk.replace(/^PHONE#(\w+)\..*$/, '$1')

describe('the facts by which a person is found', () => {
  const community = exampleCommunity()
  const { person, address } = exampleRegistration({ name: '样例·王明', phone })
  const she = Person.parse({ ...person, id: 'person-ab12', household: 'household-ab12', address })

  it('are those known now, and those known before a correction', () => {
    const change = PersonChange.parse({
      at: now,
      by: 'staff:wang',
      reason: 'entered_wrongly',
      isolation: 'iso-ab12',
      entry: 2,
      changes: [
        { field: 'phone', from: '+8613800000199', to: phone },
        { field: 'documentNumber', from: null, to: null },
        { field: 'address', from: { ...address, room: '999' }, to: address },
      ],
    })
    const textsWith = (history: readonly PersonChange[]) => [
      ...textsOfPerson(community.id, { person: she, history, alsoKnownBy: [] }).values(),
    ]
    const known = textsWith([])
    expect(known).toContainEqual(['PHONE', phone])
    const pending = textsOfPerson(community.id, {
      person: { ...she, pendingPhone: '+8613800000198' },
      history: [],
      alsoKnownBy: [],
    })
    expect([...pending.values()]).toContainEqual(['PHONE', '+8613800000198'])
    const more = textsWith([change]).filter((text) => !known.some((one) => one.join() === text.join()))
    expect(more.map(([kind]) => kind).sort()).toEqual(['ADDRESS', 'IDENTITY', 'IDENTITY', 'PHONE'])
    expect(more).toContainEqual(['PHONE', '+8613800000199'])
  })
})

describe('what is found by a phone', () => {
  it('names its key and not the phone, and differs by kind and by secret', async () => {
    const { lookups } = aRecord()(older)
    const [digest] = await lookups.digests('PHONE', phone)
    expect(digest?.id).toMatch(/^k1\.[0-9a-f]{32}$/)
    expect(digest?.id).not.toContain('13800000101')
    expect(await lookups.digests('BUDGET', phone)).not.toEqual([digest])
    expect(await aRecord()({ ...older, secret: 'c'.repeat(64) }).lookups.digests('PHONE', phone)).not.toEqual(
      [digest],
    )
  })

  it('is written under the older key until the newer one is due, and read under both', async () => {
    const ports = aRecord()
    const early = await lookUp(ports(announced), 'PHONE', phone)
    await ports(announced).store.transact(writesAt(early, { body: { is: 'known' } }))
    for (const keys of [older, announced, both]) {
      const { item } = await lookUp(ports(keys), 'PHONE', phone)
      expect([item?.body, keyIn(item?.pk ?? '')]).toEqual([{ is: 'known' }, 'k1'])
    }
  })

  it('moves with its next write, and is gone from where it was', async () => {
    const ports = aRecord()
    const { store } = ports(older)
    await store.transact(writesAt(await lookUp(ports(older), 'PHONE', phone), { body: { n: 1 } }))
    await store.transact(writesAt(await lookUp(ports(both), 'PHONE', phone), { body: { n: 2 } }))
    expect((await lookUp(ports(older), 'PHONE', phone)).item).toBeUndefined()
    const moved = (await lookUp(ports(newer), 'PHONE', phone)).item
    expect([moved?.body, keyIn(moved?.pk ?? '')]).toEqual([{ n: 2 }, 'k2'])
  })

  it('never moves back, even when a writer still uses the older key', async () => {
    const ports = aRecord()
    const { store } = ports(older)
    await store.transact(writesAt(await lookUp(ports(both), 'PHONE', phone), { body: { n: 1 } }))
    await store.transact(writesAt(await lookUp(ports(announced), 'PHONE', phone), { body: { n: 2 } }))
    expect((await lookUp(ports(newer), 'PHONE', phone)).item?.body).toEqual({ n: 2 })
  })

  it('is written once by two who found nobody, each under another key', async () => {
    const ports = aRecord()
    const { store } = ports(older)
    const first = await lookUp(ports(announced), 'PHONE', phone)
    const second = await lookUp(ports(both), 'PHONE', phone)
    await store.transact(writesAt(second, { body: { by: 'second' } }))
    await expect(store.transact(writesAt(first, { body: { by: 'first' } }))).rejects.toThrow(ConditionFailed)
    expect((await lookUp(ports(both), 'PHONE', phone)).item?.body).toEqual({ by: 'second' })
  })

  it('is moved once by two movers', async () => {
    const ports = aRecord()
    const { store } = ports(older)
    await store.transact(writesAt(await lookUp(ports(older), 'PHONE', phone), { body: { n: 1 } }))
    const first = await lookUp(ports(both), 'PHONE', phone)
    const second = await lookUp(ports(both), 'PHONE', phone)
    await store.transact(writesAt(first, { body: { n: 2 } }))
    await expect(store.transact(writesAt(second, { body: { n: 3 } }))).rejects.toThrow(ConditionFailed)
  })
})
