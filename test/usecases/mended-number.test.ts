import { describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { findPerson } from '../../record/person-repository.ts'
import { answerMatter } from '../../usecases/answer-matter/answer-matter.ts'
import { changePhone } from '../../usecases/change-phone/change-phone.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import {
  exampleCommunity,
  openTestSystem,
  phones,
  sharpRuleBook,
  type TestReturnee,
  type TestSystem,
} from '../workflow/test-system.ts'

const OLD = '+8613800000101'
const NEW = '+8613800000199'

const personOf = async ({ system }: TestSystem, she: TestReturnee) =>
  (await findPerson(system.ports.store, (await she.isolation()).person))?.person

/** Silent on the second morning; the worker finds her at the door, with another number. */
const mended = async (to = NEW, now?: string) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register({ arrived: '2020-02-10 08:30' })
  await sixclear.until(now ?? '2020-02-11 11:10')
  await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 换号${to}`)
  return { sixclear, she }
}

const contactOf = async (she: TestReturnee) => (await she.isolation()).contact

describe('a mended number', () => {
  it('is asked whose it is, without private data', async () => {
    const { sixclear, she } = await mended()
    const [asked, another] = sixclear.messagesTo(NEW)
    expect(asked?.sent?.template).toBe('confirm_number')
    expect(asked?.text).toBe('【六清】有人把这个号码登记为样*明的联系电话。是的请回“是”，不是请回“不是”。')
    expect(another).toBeUndefined()
    expect(sixclear.messagesTo(phones.worker, 'noted').at(-1)?.text).toMatch(/回“是”才算数，之前请您测温/)
    expect(await personOf(sixclear, she)).toMatchObject({ pendingPhone: NEW })
    expect((await personOf(sixclear, she))?.phone).toBeUndefined()
  })

  it('leaves no number in the ledger', async () => {
    const { she } = await mended()
    expect(JSON.stringify([await she.ledger(), await she.isolation()])).not.toMatch(/\d{11}/)
  })

  it('lets the worker measure until then', async () => {
    const { sixclear, she } = await mended()
    expect(await contactOf(she)).toMatchObject({ by: 'worker', why: 'number_not_confirmed' })
    await sixclear.until('2020-02-11 18:05')
    expect(sixclear.messagesTo(NEW, 'prompt')).toEqual([])
    expect(sixclear.messagesTo(OLD, 'prompt')).toHaveLength(1)
    const [measure] = sixclear.messagesTo(phones.worker, 'measure_for_them')
    const contact = await contactOf(she)
    if (contact.by !== 'worker') throw new Error('by the worker')
    expect(measure?.text).toContain(contact.code)
    await sixclear.text(phones.worker, `${contact.code} 36.5`)
    expect(await she.slot('01-evening')).toBe('reported')
  })

  it.each(['是', '1', 'Yes.'])('counts from the yes of its owner on: %s', async (yes) => {
    const { sixclear, she } = await mended()
    await sixclear.text(NEW, yes)
    expect(await contactOf(she)).toEqual({ by: 'sms' })
    expect(await personOf(sixclear, she)).toMatchObject({ phone: NEW })
    expect(sixclear.messagesTo(NEW, 'resumed')).toHaveLength(1)
    await sixclear.until('2020-02-11 18:05')
    expect(sixclear.messagesTo(NEW, 'prompt')).toHaveLength(1)
    await sixclear.text(NEW, '36.5')
    expect(await she.slot('01-evening')).toBe('reported')
  })

  it('is confirmed once, however often the yes is delivered', async () => {
    const { sixclear, she } = await mended()
    const text = { id: 'in:yes', from: NEW, text: '是' }
    await receiveMessage(sixclear.system.ports, text)
    await receiveMessage(sixclear.system.ports, text)
    await sixclear.settle()
    expect(sixclear.messagesTo(NEW, 'resumed')).toHaveLength(1)
    expect((await she.events()).filter((type) => type === 'message_received')).toHaveLength(1)
  })

  it('ignores a second yes: nothing is asked back, and no worker has to call', async () => {
    const { sixclear, she } = await mended()
    for (const yes of ['是', '是', '是的，谢谢']) await sixclear.text(NEW, yes)
    expect(sixclear.messagesTo(NEW).map(({ sent }) => sent?.template)).toEqual(['confirm_number', 'resumed'])
    expect((await she.matters()).map(({ matter }) => matter.kind)).toEqual(['silence'])
  })

  it.each(['不是', '2', '你们打错了', '退订', 'wrong number'])('is dropped at a no: %s', async (no) => {
    const { sixclear, she } = await mended()
    await sixclear.text(NEW, no)
    expect(await contactOf(she)).toMatchObject({ by: 'worker', why: 'wrong_number' })
    expect((await personOf(sixclear, she))?.pendingPhone).toBeUndefined()
    expect(sixclear.messagesTo(NEW, 'sorry_wrong_number')).toHaveLength(1)
    expect((await she.matter('wrong_number')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.worker, 'matter').at(-1)?.text).toMatch(/号码不是本人.*核对手机/)
    await sixclear.text(NEW, '36.5')
    expect((await she.events()).includes('reported')).toBe(false)
  })

  it('does not take a reading as proof: it is kept for the worker, and the question is repeated', async () => {
    const { sixclear, she } = await mended()
    await sixclear.text(NEW, '36.5')
    expect(await she.slot('01-morning')).toBe('missed')
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
    expect(await she.events()).not.toContain('reported')
    expect(await she.events()).toContain('words_kept')
    expect(sixclear.messagesTo(NEW).at(-1)?.text).toMatch(/还没等到您的回复.*请回“是”/)
  })

  it.each(['38.6', '36.8 咳嗽', '发烧了39度多'])('passes on news of an illness: %s', async (text) => {
    const { sixclear, she } = await mended()
    await sixclear.text(NEW, text)
    expect(sixclear.messagesTo(phones.worker, 'read_now').at(-1)?.text).toContain('样')
    expect(await she.events()).not.toContain('reported')
  })

  it('hears danger at once, as from a stranger', async () => {
    const { sixclear, she } = await mended()
    await sixclear.text(NEW, '救命，我摔倒了起不来')
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'read_now')).toHaveLength(1)
    expect(sixclear.messagesTo(NEW, 'danger')).toHaveLength(1)
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
  })

  it('that nobody answers for is asked once more by day, then the worker finds out; a late yes still counts', async () => {
    const { sixclear, she } = await mended()
    await sixclear.until('2020-02-11 17:00')
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(2)
    await sixclear.until('2020-02-12 07:00')
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(2)
    await sixclear.until('2020-02-12 09:30')
    const matter = await she.matter('wrong_number')
    expect(matter.state.name).toBe('open')
    const told = sixclear.messagesTo(phones.worker, 'matter').map(({ text }) => text)
    expect(told.filter((text) => /新号码没人确认.*核对手机/.test(text))).toHaveLength(1)
    expect(told.filter((text) => text.includes('短信送不到'))).toEqual([])
    expect(await contactOf(she)).toMatchObject({ by: 'worker', why: 'wrong_number' })
    await sixclear.text(NEW, '是')
    expect(await contactOf(she)).toEqual({ by: 'sms' })
    expect((await she.matter('wrong_number')).state).toMatchObject({ outcome: 'number_mended' })
  })

  it('waits for the morning to be asked', async () => {
    const { sixclear } = await mended(NEW, '2020-02-11 22:30')
    expect(sixclear.messagesTo(NEW)).toEqual([])
    await sixclear.until('2020-02-12 09:00')
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(1)
  })

  it('that gets no texts is a matter at once', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:10')
    sixclear.system.inbox.setCondition(NEW, 'invalid_number')
    await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 换号${NEW}`)
    expect((await she.matter('unreachable')).state.name).toBe('open')
    expect(await contactOf(she)).toMatchObject({ by: 'worker', why: 'unreachable' })
  })

  it('by the console is asked in the same way', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:10')
    const { id: matter } = await she.matter('silence')
    const input = { matter, answer: 'number_mended', by: 'staff:worker-1', role: 'grid_worker' } as const
    await answerMatter(sixclear.system.ports, { ...input, phone: NEW, inbound: 'request-1' })
    await answerMatter(sixclear.system.ports, { ...input, phone: NEW, inbound: 'request-1' })
    await sixclear.settle()
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(1)
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
  })

  it('may be a phone that a member of staff holds', async () => {
    const { sixclear, she } = await mended(phones.doctor)
    await sixclear.text(phones.doctor, '是')
    expect(await contactOf(she)).toEqual({ by: 'sms' })
  })
})

describe('a new number that a member of staff holds', () => {
  it.each(['38.9', '38.6 咳嗽'])('passes on news of an illness: %s', async (text) => {
    const { sixclear, she } = await mended(phones.doctor)
    await sixclear.text(phones.doctor, text)
    expect(sixclear.messagesTo(phones.worker, 'read_now')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor).at(-1)?.sent?.template).toMatch(/open_codes|answer_help/)
    expect(await she.events()).not.toContain('reported')
  })

  it.each(['你们打错了', 'STOP'])('is dropped when its owner says: %s', async (text) => {
    const { sixclear, she } = await mended(phones.doctor)
    await sixclear.text(phones.doctor, text)
    expect(await contactOf(she)).toMatchObject({ why: 'wrong_number' })
    expect(sixclear.messagesTo(phones.doctor, 'sorry_wrong_number')).toHaveLength(1)
  })

  it('tells the duty phone and the worker of danger, once', async () => {
    const { sixclear } = await mended(phones.doctor)
    await sixclear.text(phones.doctor, '救命，我摔倒了起不来')
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'read_now')).toHaveLength(1)
  })

  it('goes on answering as the post with a code', async () => {
    const { sixclear } = await mended(phones.doctor)
    const he = await sixclear.register({ phone: '+8613800000102', room: '502' })
    await sixclear.until('2020-02-11 18:10')
    await he.says('38.9')
    await sixclear.text(phones.doctor, `${(await he.matter('fever')).code} 收到`)
    expect(sixclear.messagesTo(phones.worker, 'read_now')).toEqual([])
    expect(sixclear.messagesTo(phones.doctor).at(-1)?.sent?.template).toBe('noted')
  })

  it('is an ordinary number once the post has moved to another phone', async () => {
    const { sixclear } = await mended(phones.doctor)
    const moved = JSON.stringify(exampleCommunity()).replaceAll(phones.doctor, '+8613900000099')
    await publishCommunity(sixclear.system.ports, Community.parse(JSON.parse(moved)), sharpRuleBook)
    await sixclear.text(phones.doctor, '38.9')
    expect(sixclear.messagesTo(phones.worker, 'read_now')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'unknown_number')).toEqual([])
  })
})

describe('the number that was mended', () => {
  it.each(['36.5', '38.9', '开始', '是'])('counts no more, whatever it says: %s', async (text) => {
    const { sixclear, she } = await mended()
    const before = await she.ledger()
    await sixclear.text(OLD, text)
    expect(await she.ledger()).toEqual(before)
    expect(sixclear.messagesTo(OLD, 'unknown_number')).toHaveLength(1)
    await sixclear.text(NEW, '是')
    await sixclear.text(OLD, text)
    expect(await she.events()).not.toContain('reported')
  })

  it('is treated as a stranger in danger', async () => {
    const { sixclear } = await mended()
    await sixclear.text(OLD, '救命，有人晕倒了')
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
  })

  it('goes on counting for whoever still has it', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王明' })
    const he = await sixclear.register({ name: '李强' })
    await sixclear.until('2020-02-11 11:10')
    await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 换号${NEW}`)
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(OLD, '36.6')
    await sixclear.text(OLD, '36.7')
    expect(await he.slot('01-evening')).toBe('reported')
    expect(await she.slot('01-evening')).not.toBe('reported')
    await sixclear.text(OLD, 'STOP')
    expect(await contactOf(he)).toMatchObject({ why: 'opted_out' })
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
  })

  it('may go on naming her, while others at home have it', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王明' })
    await sixclear.register({ name: '李强' })
    await sixclear.until('2020-02-11 11:10')
    await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 换号${NEW}`)
    await sixclear.text(NEW, '是')
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(OLD, 'A39.1')
    expect(sixclear.messagesTo(NEW, 'fever')).toHaveLength(1)
    expect(await she.status()).toBe('referred')
  })
})

describe('a new number that others have already', () => {
  const shared = async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ name: '李强', phone: NEW })
    const she = await sixclear.register({ name: '王小明', room: '502' })
    await sixclear.until('2020-02-11 11:10')
    await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 换号${NEW}`)
    return { sixclear, he, she }
  }

  it('is asked with a letter, and answered with it; then both have letters', async () => {
    const { sixclear, he, she } = await shared()
    expect(sixclear.messagesTo(NEW, 'confirm_number').at(-1)?.text).toMatch(/王\*明.*请回“B是”.*“B不是”/)
    await sixclear.text(NEW, 'B是')
    expect(await contactOf(she)).toEqual({ by: 'sms', member: 'B' })
    expect(await contactOf(he)).toEqual({ by: 'sms', member: 'A' })
    const letters = sixclear.messagesTo(NEW, 'letters')
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toMatch(/A李强.*B王小明/)
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(NEW, 'A36.5 B36.7')
    expect([await he.slot('01-evening'), await she.slot('01-evening')]).toEqual(['reported', 'reported'])
  })

  it('goes on being heard for those who have it', async () => {
    const { sixclear, he, she } = await shared()
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(NEW, '36.5')
    expect(await he.slot('01-evening')).toBe('reported')
    expect(await she.slot('01-evening')).not.toBe('reported')
  })

  it('takes a yes as the answer to the other question', async () => {
    const { sixclear, he, she } = await shared()
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(NEW, '365')
    await sixclear.text(NEW, '是')
    expect(await he.slot('01-evening')).toBe('reported')
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
  })

  it('asks whose it is where two are asked about', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王小明' })
    const he = await sixclear.register({ name: '李强', phone: '+8613800000102', room: '502' })
    await sixclear.until('2020-02-11 11:10')
    for (const one of [she, he])
      await sixclear.confirmed(phones.worker, `${(await one.matter('silence')).code} 换号${NEW}`)
    await sixclear.text(NEW, '是')
    expect(sixclear.messagesTo(NEW, 'which_number')).toHaveLength(1)
    expect(await contactOf(she)).toMatchObject({ why: 'number_not_confirmed' })
    await sixclear.text(NEW, 'B是')
    expect(await contactOf(he)).toEqual({ by: 'sms' })
    await sixclear.text(NEW, 'A是')
    expect(await contactOf(she)).toEqual({ by: 'sms', member: 'A' })
    expect(await contactOf(he)).toEqual({ by: 'sms', member: 'B' })
  })
})

describe('a family that moves to another phone', () => {
  it('hears its letters there, which may have changed', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王小明' })
    const he = await sixclear.register({ name: '李强' })
    expect(sixclear.messagesTo(OLD, 'letters').at(-1)?.text).toMatch(/A王小明.*B李强/)
    await sixclear.until('2020-02-11 11:10')
    const { ports } = sixclear.system
    for (const one of [he, she]) await changePhone(ports, one.id, NEW, 'staff:worker-1', `move-${one.id}`)
    for (const yes of ['B是', 'A是']) await sixclear.text(NEW, yes)
    expect(sixclear.messagesTo(NEW, 'letters').map(({ text }) => text)).toEqual([
      expect.stringMatching(/A李强.*B王小明/),
    ])
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(NEW, 'A36.5')
    expect([await he.slot('01-evening'), await she.slot('01-evening')]).toEqual(['reported', 'asked'])
  })
})

describe('a number that a worker writes and that cannot be taken', () => {
  it.each([
    ['+881631234567', '卫星电话收不了短信'],
    ['+870773111632', '卫星电话收不了短信'],
    ['+19005551234', '收费或转接号码不能用'],
    ['+447012345678', '收费或转接号码不能用'],
    ['022-27301234', '不是手机号'],
  ])('is refused with the reason: %s', async (number, reason) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:10')
    await sixclear.text(phones.worker, `${(await she.matter('silence')).code} 换号 ${number}`)
    expect(sixclear.messagesTo(phones.worker, 'number_refused').at(-1)?.text).toContain(reason)
    expect(sixclear.messagesTo(phones.worker, 'echo')).toEqual([])
    expect((await she.matter('silence')).state.name).toBe('open')
  })

  it('is none of the mainland that people have: 149', async () => {
    const { sixclear } = await mended('14905001234')
    expect(sixclear.messagesTo('+8614905001234', 'confirm_number')).toHaveLength(1)
  })
})
