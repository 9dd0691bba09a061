import { describe, expect, it } from 'vitest'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { Key, Store, Write } from '../../core/ports/store.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { climbLadder } from '../../usecases/climb-ladder/climb-ladder.ts'
import { notifyRung } from '../../usecases/climb-ladder/notify-rung.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { register } from '../../usecases/register/register.ts'
import { exampleCommunity, exampleRegistration, openTestSystem } from '../workflow/test-system.ts'

/** What a key names, without whose it is: `ISOLATION META`. */
const kindOf = ({ pk, sk }: Key): string => {
  const [of] = pk.split('#')
  const [what] = sk.split('#')
  return `${of} ${what}`
}

const written = (write: Write): string => ('put' in write ? kindOf(write.put) : `${kindOf(write.check)}?`)

/** The same store, unknown to every cache, as after a cold start, and the calls that are made to it. */
const coldStore = (store: Store): { readonly store: Store; readonly calls: string[] } => {
  const calls: string[] = []
  return {
    calls,
    store: {
      dueShards: store.dueShards,
      getAll: (keys) => {
        calls.push(`get all ${keys.map(kindOf).join(', ')}`)
        return store.getAll(keys)
      },
      queryIndex: (query) => {
        calls.push(`query ${query.index} ${query.pk}`)
        return store.queryIndex(query)
      },
      get: (key) => {
        calls.push(`get ${kindOf(key)}`)
        return store.get(key)
      },
      query: (query) => {
        calls.push(`query ${query.pk}`)
        return store.query(query)
      },
      transact: (writes) => {
        calls.push(`write ${writes.map(written).join(', ')}`)
        return store.transact(writes)
      },
    },
  }
}

/** Each thing is read once: a call that comes on top has to be wanted. */
describe('the store calls, after a cold start, of', () => {
  it('a registration', async () => {
    const { ports } = (await openTestSystem()).system
    const { store, calls } = coldStore(ports.store)
    await register({ ...ports, store }, exampleCommunity().id, exampleRegistration(), 'staff:administrator')
    expect(calls).toEqual([
      'get COMMUNITY META',
      'get IDENTITY META',
      'get IDENTITY META',
      'get PHONE META',
      'query RULE-BOOKS',
      'get ADDRESS META',
      'write ISOLATION META, ISOLATION LEDGER, PERSON VAULT, PERSON STAYS, IDENTITY META, IDENTITY META, ADDRESS META, HOUSEHOLD VAULT, HOUSEHOLD META, HOUSEHOLD LEDGER, HOUSEHOLD LEDGER, PHONE META',
    ])
  })

  it('a report by message', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const { store, calls } = coldStore(sixclear.system.ports.store)
    const handed: string[] = []
    const outbox = { hand: async ({ key }: { readonly key: string }) => void handed.push(key) }
    await receiveMessage(
      { ...sixclear.system.ports, store, outbox },
      { id: 'sms-1', from: she.phone, text: '36.5' },
    )
    expect(handed).toEqual(['reply-sms-1'])
    expect(calls).toEqual([
      'write INBOUND META',
      'get PHONE META',
      'get ISOLATION META',
      'get COMMUNITY META',
      'get RULE-BOOKS 000001',
      'get PERSON VAULT',
      'get BUDGET META',
      'write ISOLATION META, ISOLATION LEDGER, ISOLATION MESSAGE, BUDGET META, REPORT META',
      'write INBOUND META',
    ])
  })

  it('a rung of a ladder: it is reached, then told to its two owners through the outbox', async () => {
    const sixclear = await openTestSystem()
    const { system } = sixclear
    const she = await sixclear.register()
    const opening = await handleCommand(system.ports, she.id, (loaded) => {
      const { matter, event } = openMatter(loaded, { kind: 'fever', severity: 'red' })
      return { by: 'workflow', events: [event], matters: [matter] }
    })
    const [matter] = opening.opened
    if (matter === undefined) throw new Error('no matter was opened')
    const { store, calls } = coldStore(system.ports.store)
    const handed: string[] = []
    const outbox = { hand: async ({ key }: { readonly key: string }) => void handed.push(key) }
    const ports = { ...system.ports, store, outbox }
    const ladder = { matterId: matter.id, generation: 1 }
    const next = await climbLadder(ports, ladder)
    if (next.do !== 'tell') throw new Error(`it does ${next.do}`)
    await notifyRung(ports, { ...ladder, rung: next.rung, round: next.round, token: 'waits' })
    expect(handed).toHaveLength(2)
    expect(calls).toEqual([
      'get all ISOLATION META, ISOLATION MATTER',
      'get COMMUNITY META',
      'get RULE-BOOKS 000001',
      'write ISOLATION META, ISOLATION LEDGER, ISOLATION MATTER',
      'get all ISOLATION META, ISOLATION MATTER',
      'write ISOLATION META, ISOLATION LEDGER, ISOLATION MATTER, ISOLATION MESSAGE, ISOLATION MESSAGE',
    ])
  })
})
