import { describe, expect, it } from 'vitest'
import type { GivenEndReason } from '../../core/isolation/isolation.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { changePhone } from '../../usecases/change-phone/change-phone.ts'
import { correct } from '../../usecases/correct/correct.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { mergeIsolations } from '../../usecases/merge/merge-isolations.ts'
import { openDanger } from '../../usecases/raise-matter/open-danger.ts'
import { register } from '../../usecases/register/register.ts'
import { reopenIsolation } from '../../usecases/reopen/reopen.ts'
import {
  at,
  exampleCommunity,
  exampleRegistration,
  type Overrides,
  openTestSystem,
  phones,
  type TestSystem,
} from '../workflow/test-system.ts'

const BY = 'staff:administrator'
const OTHER = '+8613800000188'
const NEW = '+8613800000199'

/** Dies at the first write after so many. */
const dyingAfter = (store: Store, writes: number): Store => {
  let left = writes
  return storeWith(store, {
    transact: async (all) => {
      if (left === 0) throw new Error('died')
      left -= 1
      return store.transact(all)
    },
  })
}

/** The same person twice, as another name on the same phone, at one door. */
const twice = async (sixclear: TestSystem, second: Overrides = {}) => {
  const first = await sixclear.register({ name: '王明' })
  await sixclear.until('2020-02-10 14:00')
  const again = await sixclear.register({ name: '王小明', arrived: '2020-02-10 12:00', ...second })
  return { first, again }
}

describe('two isolations of one person', () => {
  it('become the one that began first: the other ends, and its prompts stop', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear)
    await sixclear.until('2020-02-11 12:00')
    const { ports } = sixclear.system
    expect(await mergeIsolations(ports, again.id, first.id, BY)).toEqual({ kept: first.id, ended: again.id })
    await sixclear.settle()
    expect((await again.isolation()).status).toMatchObject({
      name: 'ended',
      reason: 'duplicate',
      kept: first.id,
    })
    expect((await first.isolation()).merged).toEqual([again.id])
    expect((await first.isolation()).contact).toEqual({ by: 'sms' })
    expect(Object.keys((await again.isolation()).matters)).toEqual([])
    const before = first.texts('prompt').length
    await sixclear.until('2020-02-11 18:05')
    expect(first.texts('prompt').length).toBe(before + 1)
    await first.says('36.5')
    expect(await first.slot('01-evening')).toBe('reported')
  })

  it('are found as the one that is kept, by whatever the other was known by', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear, { phone: '+8613800000188' })
    const { ports } = sixclear.system
    await mergeIsolations(ports, first.id, again.id, BY)
    const known = { result: 'registered_already', isolation: first.id }
    for (const facts of [{ phone: '+8613800000188', room: '902' }, { phone: null }])
      expect(
        await register(ports, exampleCommunity().id, exampleRegistration({ name: '王小明', ...facts }), BY),
      ).toEqual(known)
    await sixclear.until('2020-02-11 08:05')
    await sixclear.text('+8613800000188', '36.6')
    expect(await first.slot('01-morning')).toBe('reported')
  })

  it('are found as one still when that one is merged again, or comes back later', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear, { phone: OTHER })
    const before = await sixclear.register({
      name: '王大明',
      phone: NEW,
      room: '777',
      arrived: '2020-02-09 12:00',
    })
    const asAgain = (arrived: string) =>
      register(
        ports,
        exampleCommunity().id,
        exampleRegistration({ name: '王小明', phone: OTHER, arrived }),
        BY,
      )
    await mergeIsolations(ports, first.id, again.id, BY)
    await mergeIsolations(ports, first.id, before.id, BY)
    expect(await asAgain('2020-02-09')).toEqual({ result: 'registered_already', isolation: before.id })
    await endIsolation(ports, before.id, 'left_with_permission', BY)
    await sixclear.until('2020-02-15 12:00')
    const { id } = await sixclear.register({
      name: '王大明',
      phone: NEW,
      room: '777',
      arrived: '2020-02-15',
    })
    expect(await asAgain('2020-02-15')).toEqual({ result: 'registered_already', isolation: id })
  })

  it('count from the day that was kept, whatever roster says the other one again', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear, { arrived: '2020-02-09' })
    await mergeIsolations(ports, first.id, again.id, BY)
    for (const name of ['王明', '王小明'])
      expect(
        await register(
          ports,
          exampleCommunity().id,
          exampleRegistration({ name, arrived: '2020-02-10' }),
          BY,
        ),
      ).toEqual({ result: 'registered_already', isolation: again.id })
  })

  it('can be put right by what the duplicate was known by', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear, { phone: OTHER })
    await mergeIsolations(ports, first.id, again.id, BY)
    const corrections = { name: '王小明' }
    expect(
      await correct(ports, first.id, {
        corrections,
        reason: 'entered_wrongly',
        by: BY,
        inbound: 'request-1',
      }),
    ).toMatchObject({ result: 'corrected' })
  })

  it('are asked at the phone of the duplicate where the one that is kept has none', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const first = await sixclear.register({ name: '王明', phone: null })
    await sixclear.until('2020-02-10 14:00')
    const again = await sixclear.register({ name: '王小明', phone: OTHER, arrived: '2020-02-10 12:00' })
    await mergeIsolations(ports, first.id, again.id, BY)
    await sixclear.until('2020-02-11 08:05')
    expect(sixclear.messagesTo(OTHER, 'prompt')).toHaveLength(1)
    await sixclear.text(OTHER, '36.5')
    expect(await first.slot('01-morning')).toBe('reported')
  })

  it('are measured and looked for under the codes of the other as well', async () => {
    const sixclear = await openTestSystem()
    const first = await sixclear.register({ name: '王明' })
    const again = await sixclear.register({ name: '王小明', phone: null, arrived: '2020-02-10 09:00' })
    const { contact } = await again.isolation()
    if (contact.by !== 'worker') throw new Error('asked by text')
    await sixclear.until('2020-02-11 11:30')
    const matter = await again.matter('unreachable')
    await mergeIsolations(sixclear.system.ports, first.id, again.id, BY)
    await sixclear.settle()
    await sixclear.confirmed(phones.worker, `${matter.code} 不在`)
    expect(await first.matter('silence')).toMatchObject({ absenceConfirmed: true })
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(phones.worker, `${contact.code} 36.5`)
    expect(await first.slot('01-evening')).toBe('reported')
  })

  it('give nobody the letter of the duplicate before it has rested', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear)
    expect((await again.isolation()).contact).toEqual({ by: 'sms', member: 'B' })
    await mergeIsolations(sixclear.system.ports, first.id, again.id, BY)
    const other = await sixclear.register({ name: '李强' })
    expect((await other.isolation()).contact).toEqual({ by: 'sms', member: 'C' })
    const before = await other.ledger()
    await sixclear.until('2020-02-11 08:05')
    await first.says('B38.9')
    expect((await other.ledger()).slice(before.length)).not.toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ type: 'reported' }) }),
    )
  })

  it('keep a number that waits for its owner’s yes where there is no other', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const first = await sixclear.register({ name: '王明', phone: null })
    await sixclear.until('2020-02-10 14:00')
    const again = await sixclear.register({ name: '王小明', phone: OTHER, arrived: '2020-02-10 12:00' })
    await changePhone(ports, again.id, NEW, BY, 'in:1')
    await mergeIsolations(ports, first.id, again.id, BY)
    await sixclear.settle()
    await sixclear.text(NEW, '是')
    expect((await first.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('are not merged while somebody has to come to the one that would end, and to nobody else', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear, { phone: OTHER })
    await openDanger(ports, again.id, { inbound: 'in:1', by: 'resident', danger: 'fall', symptoms: [] })
    await expect(mergeIsolations(ports, first.id, again.id, BY)).rejects.toThrow(/danger/)
    await openDanger(ports, first.id, { inbound: 'in:2', by: 'resident', danger: 'fall', symptoms: [] })
    expect(await mergeIsolations(ports, first.id, again.id, BY)).toMatchObject({ kept: first.id })
  })

  it('are not merged while the fever of the one that would end is the graver', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear, { phone: OTHER })
    await sixclear.until('2020-02-11 08:05')
    await first.says('37.5')
    await sixclear.text(OTHER, '39.5')
    await expect(mergeIsolations(ports, first.id, again.id, BY)).rejects.toThrow(/doctor/)
    expect(await again.status()).toBe('referred')
  })

  it('do not both end where the one to be kept ends meanwhile', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const { first, again } = await twice(sixclear)
    let isEnded = false
    const store = storeWith(ports.store, {
      transact: async (writes) => {
        if (!isEnded) {
          isEnded = true
          await endIsolation(ports, first.id, 'absconded', BY)
        }
        return ports.store.transact(writes)
      },
    })
    await expect(mergeIsolations({ ...ports, store }, first.id, again.id, BY)).rejects.toThrow(/ended/)
    expect(await again.status()).toBe('following')
  })

  it('are merged once, however often it is asked', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear)
    const { ports } = sixclear.system
    const merged = { kept: first.id, ended: again.id }
    expect(await mergeIsolations(ports, first.id, again.id, BY)).toEqual(merged)
    expect(await mergeIsolations(ports, again.id, first.id, BY)).toEqual(merged)
    expect((await first.events()).filter((type) => type === 'merged')).toHaveLength(1)
  })

  it('are not merged while a doctor has an open matter about the one that would end', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear, { phone: '+8613800000188', baselineTenths: 390 })
    const { ports } = sixclear.system
    await expect(mergeIsolations(ports, first.id, again.id, BY)).rejects.toThrow(/doctor/)
    expect(await again.status()).toBe('referred')
  })

  it('are not merged when one of them is over, or both are the same', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear)
    const { ports } = sixclear.system
    await expect(mergeIsolations(ports, first.id, first.id, BY)).rejects.toThrow(/itself/)
    await endIsolation(ports, again.id, 'absconded', BY)
    await expect(mergeIsolations(ports, first.id, again.id, BY)).rejects.toThrow(/ended/)
  })

  it('leave a matter of the other settled as joined, and whoever was told hears so', async () => {
    const sixclear = await openTestSystem()
    const { first, again } = await twice(sixclear, { phone: '+8613800000188' })
    await sixclear.until('2020-02-11 11:30')
    expect(await again.matter('silence')).toMatchObject({ state: { name: 'open' } })
    await mergeIsolations(sixclear.system.ports, first.id, again.id, BY)
    await sixclear.settle()
    expect(await again.matter('silence')).toMatchObject({ state: { name: 'settled', outcome: 'joined' } })
    expect(await first.matter('silence')).toMatchObject({ state: { name: 'open' } })
    expect(sixclear.messagesTo(phones.worker, 'matter_settled')).toHaveLength(1)
  })
})

describe('an isolation that has ended', () => {
  const reasons: GivenEndReason[] = [
    'registered_by_error',
    'absconded',
    'left_with_permission',
    'hospitalised',
  ]

  it.each(reasons)('as %s goes on at its next half-day, and what passed is excused', async (reason) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    await she.says('36.5')
    await sixclear.until('2020-02-11 12:00')
    const { ports } = sixclear.system
    await endIsolation(ports, she.id, reason, BY)
    await sixclear.until('2020-02-13 12:00')
    expect(she.texts('prompt')).toHaveLength(1)
    await reopenIsolation(ports, she.id, 'came_back', BY)
    await reopenIsolation(ports, she.id, 'came_back', BY)
    await sixclear.until('2020-02-13 18:05')
    expect(await she.status()).toBe('following')
    expect(she.texts('prompt').at(-1)?.at).toBe(at('2020-02-13 18:00'))
    await she.says('36.5')
    const { slots, generation } = await she.isolation()
    expect(generation).toBe(2)
    expect(Object.fromEntries(Object.entries(slots).map(([id, { state }]) => [id, state]))).toEqual({
      '01-morning': 'reported',
      '01-evening': 'excused',
      '02-morning': 'excused',
      '02-evening': 'excused',
      '03-morning': 'excused',
      '03-evening': 'reported',
    })
    expect((await she.events()).filter((type) => type === 'reopened')).toHaveLength(1)
  })

  it('in the middle of a half-day asks for that one again', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    await endIsolation(sixclear.system.ports, she.id, 'registered_by_error', BY)
    await sixclear.until('2020-02-11 08:40')
    await reopenIsolation(sixclear.system.ports, she.id, 'ended_in_error', BY)
    await sixclear.settle()
    await she.says('36.6')
    expect(await she.slot('01-morning')).toBe('reported')
  })

  it('after its whole period is over is not released by itself', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 12:00')
    await endIsolation(sixclear.system.ports, she.id, 'absconded', BY)
    await sixclear.until('2020-03-10 12:00')
    await reopenIsolation(sixclear.system.ports, she.id, 'was_found', BY)
    await sixclear.until('2020-03-12 12:00')
    expect(['following', 'under_review']).toContain(await she.status())
    expect(await she.events()).not.toContain('approved')
  })

  it('without a phone goes on under a code of its own', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ phone: null })
    await endIsolation(sixclear.system.ports, he.id, 'registered_by_error', BY)
    await sixclear.until('2020-02-12 12:00')
    await reopenIsolation(sixclear.system.ports, he.id, 'ended_in_error', BY)
    const { contact } = await he.isolation()
    if (contact.by !== 'worker') throw new Error('asked by text')
    await sixclear.until('2020-02-12 18:05')
    await sixclear.text(phones.worker, `${contact.code} 36.4`)
    expect(await he.slot('02-evening')).toBe('reported')
  })

  it('asks a phone that was put right meanwhile whose it is, before anything counts', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const she = await sixclear.register()
    await sixclear.until('2020-02-10 14:00')
    await endIsolation(ports, she.id, 'registered_by_error', BY)
    const corrections = { phone: NEW }
    await correct(ports, she.id, { corrections, reason: 'entered_wrongly', by: BY, inbound: 'request-1' })
    await reopenIsolation(ports, she.id, 'ended_in_error', BY)
    await sixclear.settle()
    expect(sixclear.messagesTo(NEW).map(({ sent }) => sent?.template)).toEqual(['confirm_number'])
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'number_not_confirmed' })
    await sixclear.text(NEW, '是')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('still waits for the yes to a number that waited before', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const she = await sixclear.register()
    await sixclear.until('2020-02-10 14:00')
    await changePhone(ports, she.id, NEW, BY, 'in:1')
    await endIsolation(ports, she.id, 'registered_by_error', BY)
    await sixclear.until('2020-02-12 14:00')
    await reopenIsolation(ports, she.id, 'ended_in_error', BY)
    await sixclear.until('2020-02-12 15:30')
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(2)
    await sixclear.text(NEW, '是')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('gives whoever has its phone now a letter, also where the first try died', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const she = await sixclear.register()
    await endIsolation(ports, she.id, 'registered_by_error', BY)
    const he = await sixclear.register({ name: '李强' })
    expect((await he.isolation()).contact).toEqual({ by: 'sms' })
    const dying = { ...ports, store: dyingAfter(ports.store, 1) }
    await expect(reopenIsolation(dying, she.id, 'ended_in_error', BY)).rejects.toThrow('died')
    await reopenIsolation(ports, she.id, 'ended_in_error', BY)
    expect((await she.isolation()).contact).toEqual({ by: 'sms', member: 'A' })
    expect((await he.isolation()).contact).toEqual({ by: 'sms', member: 'B' })
  })

  it('and of a stay since is put right there, where its number and door are used', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const before = await sixclear.register()
    await endIsolation(ports, before.id, 'left_with_permission', BY)
    await sixclear.until('2020-02-13 14:00')
    const now = await sixclear.register({ arrived: '2020-02-13 10:00' })
    const correction = {
      corrections: { phone: NEW },
      reason: 'entered_wrongly',
      by: BY,
      inbound: 'request-1',
    } as const
    await expect(correct(ports, before.id, correction)).rejects.toThrow(now.id)
    expect(await correct(ports, now.id, correction)).toMatchObject({ result: 'corrected' })
  })

  it('does not go on where the person is in isolation anew, was released, or was a duplicate', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const wrong = await sixclear.register()
    await endIsolation(ports, wrong.id, 'registered_by_error', BY)
    const right = await sixclear.register({ arrived: '2020-02-09' })
    await expect(reopenIsolation(ports, wrong.id, 'ended_in_error', BY)).rejects.toThrow(right.id)
    const { first, again } = await twice(sixclear, { name: '李强', phone: '+8613800000188', room: '7' })
    await sixclear.until('2020-02-10 15:00')
    await mergeIsolations(ports, right.id, first.id === right.id ? again.id : first.id, BY)
    const ended = (await first.status()) === 'ended' ? first : right
    await expect(reopenIsolation(ports, ended.id, 'came_back', BY)).rejects.toThrow(/duplicate/)
  })
})
