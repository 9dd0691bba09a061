import { describe, expect, it } from 'vitest'
import { type Messages, MessagesThrottled } from '../../core/ports/messages.ts'
import { StoreThrottled, type Write } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import type { Unsent } from '../../local/system/outbox-at-once.ts'
import { findDisruption, heldUpIn } from '../../record/disruption-repository.ts'
import { openDisruption, settleDisruption } from '../../usecases/follow-disruption/open-disruption.ts'
import { watchDisruptions } from '../../usecases/follow-disruption/watch-disruptions.ts'
import { exampleCommunity, openTestSystem, phones, type TestReturnee } from '../workflow/test-system.ts'

const { id: community } = exampleCommunity()

const isOf = (write: Write, ids: ReadonlySet<string>): boolean =>
  'put' in write && ids.has(write.put.pk.replace('ISOLATION#', ''))

/** A community whose isolations cannot be written until they are healed. */
const withFailingSteps = async (people: number) => {
  const failing = new Set<string>()
  const wrapInvocation = <Ports extends Unsent>(ports: Ports): Ports => ({
    ...ports,
    store: storeWith(ports.store, {
      transact: async (writes) => {
        if (writes.some((write) => isOf(write, failing))) throw new StoreThrottled('a test')
        await ports.store.transact(writes)
      },
    }),
  })
  const sixclear = await openTestSystem({ wrapInvocation })
  const everybody: TestReturnee[] = []
  for (let number = 0; number < people; number += 1)
    everybody.push(
      await sixclear.register({
        name: `样例·${String.fromCodePoint(0x4e00 + number)}`,
        phone: `+86138${String(10_000_000 + number)}`,
        room: String(501 + number),
      }),
    )
  await sixclear.until('2020-02-11 07:50')
  for (const { id } of everybody) failing.add(id)
  const { store } = sixclear.system.ports
  return {
    sixclear,
    everybody,
    failing,
    now: async () => (await findDisruption(store, community, 'workflow_failing'))?.disruption,
    listed: () => heldUpIn(store, community, 'workflow_failing'),
    told: (phone: string) => sixclear.messagesTo(phone).flatMap(({ sent }) => sent?.template ?? []),
  }
}

describe('steps that fail for many', () => {
  it('are one disruption of their community, which lists them and is told once', async () => {
    const { sixclear, now, listed } = await withFailingSteps(12)
    await sixclear.until('2020-02-11 08:55')
    expect(await listed()).toHaveLength(12)
    const texts = sixclear.messagesTo(phones.administrator, 'disruption')
    expect(texts).toHaveLength(1)
    expect(texts[0]?.text).toContain('12人')
    expect((await now())?.state).toMatchObject({ name: 'open', rung: 'community' })
    expect(sixclear.messagesTo(phones.administrator, 'matter')).toEqual([])
  })

  it('are told to nobody when they succeed soon', async () => {
    const { sixclear, failing, now, told } = await withFailingSteps(3)
    await sixclear.until('2020-02-11 08:15')
    failing.clear()
    await sixclear.until('2020-02-11 10:00')
    expect((await now())?.state.name ?? 'settled').toBe('settled')
    expect(told(phones.administrator)).not.toContain('disruption')
  })

  it('are handed on to the street office if nobody takes them', async () => {
    const { sixclear, told } = await withFailingSteps(2)
    await sixclear.until('2020-02-11 10:00')
    expect(told(phones.office)).toContain('disruption')
  })

  it('stay with the administrator who has taken them', async () => {
    const { sixclear, now, told } = await withFailingSteps(2)
    await sixclear.until('2020-02-11 08:55')
    await sixclear.text(phones.administrator, `${(await now())?.code} 收到`)
    expect(told(phones.administrator).at(-1)).toBe('disruption_noted')
    await sixclear.until('2020-02-11 10:30')
    expect(told(phones.office)).not.toContain('disruption')
  })

  it('cannot be taken by others, nor by another code', async () => {
    const { sixclear, now } = await withFailingSteps(1)
    await sixclear.until('2020-02-11 08:55')
    await sixclear.text(phones.worker, `${(await now())?.code} 收到`)
    await sixclear.text(phones.administrator, 'D000 收到')
    expect((await now())?.state).toMatchObject({ acknowledged: [] })
  })

  it('settle by themselves when the last one has succeeded, and who was told hears it', async () => {
    const { sixclear, everybody, failing, now, listed, told } = await withFailingSteps(4)
    await sixclear.until('2020-02-11 08:55')
    const [first] = everybody
    if (first !== undefined) failing.delete(first.id)
    await sixclear.until('2020-02-11 09:20')
    expect(await listed()).toHaveLength(3)
    expect((await now())?.state.name).toBe('open')
    failing.clear()
    await sixclear.until('2020-02-11 09:45')
    expect(await listed()).toEqual([])
    expect((await now())?.state).toMatchObject({ name: 'settled', told: [] })
    expect(told(phones.administrator)).toContain('disruption_over')
    for (const one of everybody) expect(one.texts('prompt')).toHaveLength(1)
  })
})

describe('a disruption that is over', () => {
  it('is told once to each, though one of them cannot be reached for a while', async () => {
    const { sixclear, failing, now, told } = await withFailingSteps(2)
    await sixclear.until('2020-02-11 10:00')
    expect(told(phones.office)).toContain('disruption')
    failing.clear()
    const { ports } = sixclear.system
    let isDown = true
    const sent: string[] = []
    const messages: Messages = {
      send: async ({ to }) => {
        if (isDown && to === phones.office) throw new MessagesThrottled('a test')
        sent.push(to)
        return { providerId: `test-${sent.length}` }
      },
    }
    await settleDisruption(ports, community, 'workflow_failing')
    const watch = () => watchDisruptions({ ...ports, messages }, exampleCommunity())
    await expect(watch()).rejects.toThrow(MessagesThrottled)
    await expect(watch()).rejects.toThrow(MessagesThrottled)
    isDown = false
    await watch()
    await watch()
    expect(sent).toEqual([phones.administrator, phones.office])
    expect((await now())?.state).toMatchObject({ name: 'settled', told: [] })
  })

  it('holds up nobody any more', async () => {
    const { sixclear, listed } = await withFailingSteps(2)
    await sixclear.until('2020-02-11 08:30')
    expect(await listed()).toHaveLength(2)
    await settleDisruption(sixclear.system.ports, community, 'workflow_failing')
    expect(await listed()).toEqual([])
  })
})

describe('a disruption', () => {
  it('is opened once, however often it is reported, and again after it was over', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const codeNow = async () =>
      (await findDisruption(ports.store, community, 'messages_failing'))?.disruption.code
    await Promise.all(Array.from({ length: 20 }, () => openDisruption(ports, community, 'messages_failing')))
    const code = await codeNow()
    await sixclear.until('2020-02-10 10:05')
    await openDisruption(ports, community, 'messages_failing')
    expect(await codeNow()).toBe(code)
    await settleDisruption(ports, community, 'messages_failing')
    await settleDisruption(ports, community, 'messages_failing')
    await openDisruption(ports, community, 'messages_failing')
    expect(await codeNow()).not.toBe(code)
  })
})
