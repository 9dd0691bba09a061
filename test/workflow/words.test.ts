import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../core/isolation/decisions/answer-in-words.ts'
import { replay } from '../../core/isolation/state.ts'
import type { Danger } from '../../core/meaning.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { keepWords } from '../../usecases/raise-matter/keep-words.ts'
import { openDanger } from '../../usecases/raise-matter/open-danger.ts'
import { openNoThermometer, openRequest } from '../../usecases/raise-matter/open-request.ts'
import { openWrongNumber } from '../../usecases/raise-matter/open-wrong-number.ts'
import { recordReport } from '../../usecases/record-report/record-report.ts'
import { strangerInDanger } from '../../usecases/stranger-in-danger/stranger-in-danger.ts'
import {
  at,
  exampleCommunity,
  type Overrides,
  openTestSystem,
  phones,
  type TestReturnee,
  type TestSystem,
} from './test-system.ts'

const home = async (overrides: Overrides = {}) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register(overrides)
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.5')
  return { sixclear, she, ports: sixclear.system.ports }
}

/** Stores a text of hers before anything is decided; returns its id. */
const written = async ({ system }: TestSystem, from: string, id: string, text: string): Promise<string> => {
  await keepInbound(system.ports.store, { id, from, text, at: system.ports.clock.now() })
  return id
}

const said = async (sixclear: TestSystem, she: TestReturnee, id: string, text: string) =>
  ({ inbound: await written(sixclear, she.phone, id, text), by: 'resident' }) as const

const last = (sixclear: TestSystem, phone: string, template: string): string =>
  sixclear.messagesTo(phone, template).at(-1)?.text ?? ''

const isSound = async ({ system }: TestSystem, she: TestReturnee) => {
  expect(replay(await she.ledger())).toEqual(await she.isolation())
  expect(await findViolations(system)).toEqual([])
}

describe('danger', () => {
  const fell = async (sixclear: TestSystem, she: TestReturnee, id = 'in:fall') =>
    openDanger(sixclear.system.ports, she.id, {
      ...(await said(sixclear, she, id, '36.5，我摔倒了动不了')),
      danger: 'fall',
      tenths: 365,
    })

  it('reaches worker, administrator and doctor at once in the middle of the night, in her own words', async () => {
    const { sixclear, she } = await home()
    await sixclear.until('2020-02-12 02:00')
    await fell(sixclear, she)
    await sixclear.settle()
    for (const phone of [phones.worker, phones.administrator, phones.doctor])
      expect(last(sixclear, phone, 'matter')).toContain('摔倒“36.5，我摔倒了动')
    expect(last(sixclear, she.phone, 'danger')).toContain('120')
    expect(await she.status()).toBe('following')
    await sixclear.until('2020-02-12 02:10')
    expect(last(sixclear, phones.office, 'matter')).toContain('我摔倒了')
    await sixclear.until('2020-02-12 02:20')
    expect(sixclear.messagesTo(phones.hospital, 'matter')).toHaveLength(1)
    await isSound(sixclear, she)
  })

  it('keeps her words out of matter, message and ledger', async () => {
    const { sixclear, she } = await home()
    await fell(sixclear, she)
    await sixclear.settle()
    const { store } = sixclear.system.ports
    const { items } = await store.query({ pk: `ISOLATION#${she.id}`, limit: 500 })
    expect(JSON.stringify(items)).not.toContain('动不了')
  })

  it('said again is told again, to everybody told so far, and opens nothing', async () => {
    const { sixclear, she, ports } = await home()
    await fell(sixclear, she)
    await sixclear.settle()
    await openDanger(ports, she.id, {
      ...(await said(sixclear, she, 'in:blood', '头上流血了')),
      danger: 'bleeding',
    })
    for (const phone of [phones.worker, phones.administrator, phones.doctor])
      expect(last(sixclear, phone, 'matter_raised')).toContain('又说出血“头上流血了”')
    expect((await she.matters()).filter(({ matter }) => matter.kind === 'danger')).toHaveLength(1)
    await sixclear.until('2020-02-11 08:21')
    expect(last(sixclear, phones.office, 'matter')).toContain('出血“头上流血了')
    await isSound(sixclear, she)
  })

  it('delivered twice is heard once', async () => {
    const { sixclear, she } = await home()
    await fell(sixclear, she)
    await fell(sixclear, she)
    await sixclear.settle()
    expect(she.texts('danger')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'matter_raised')).toHaveLength(0)
  })

  it('of somebody released is heard the same', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-27 10:00')
    await fell(sixclear, she)
    await sixclear.settle()
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    await sixclear.text(phones.doctor, `${sixclear.codeOn(phones.doctor)} 到`)
    expect((await she.matter('danger')).state.name).toBe('settled')
    expect(await she.status()).toBe('released')
  })

  it.each<Danger>(['violence', 'despair'])(
    'of %s leaves nothing on a shared phone, and staff are warned',
    async (danger) => {
      const { sixclear, she, ports } = await home()
      await openDanger(ports, she.id, { ...(await said(sixclear, she, 'in:v', '他打我')), danger })
      await sixclear.settle()
      expect(last(sixclear, she.phone, 'danger')).toBe('【六清】收到，社区会尽快联系您。')
      expect(last(sixclear, phones.worker, 'matter')).toContain('防旁人看手机')
    },
  )

  it('is named without her words where the channel forbids them', async () => {
    const { sixclear, she } = await home()
    await saveCommunity(sixclear.system.ports.store, { ...exampleCommunity(), quoteNotes: false })
    await fell(sixclear, she)
    await sixclear.settle()
    expect(last(sixclear, phones.worker, 'matter')).toContain('摔倒，原话见网页')
  })
})

describe('a request', () => {
  const asks = async (
    sixclear: TestSystem,
    she: TestReturnee,
    id: string,
    text: string,
    need: 'medicine' | 'meal',
  ) => openRequest(sixclear.system.ports, she.id, { ...(await said(sixclear, she, id, text)), need })

  it('is the worker’s for a day, quoted, and she hears who sees to it', async () => {
    const { sixclear, she } = await home()
    await asks(sixclear, she, 'in:1', '降压药快吃完了', 'medicine')
    await sixclear.settle()
    expect(last(sixclear, phones.worker, 'matter')).toContain('用药“降压药快吃完了”')
    expect(last(sixclear, she.phone, 'request_noted')).toContain('网格员赵一')
    expect((await she.matter('request')).state).toMatchObject({ dueAt: at('2020-02-12 08:10') })
  })

  it('more of the same need goes to its matter, another need has its own, and each is answered', async () => {
    const { sixclear, she } = await home()
    await asks(sixclear, she, 'in:1', '降压药快吃完了', 'medicine')
    await sixclear.settle()
    await asks(sixclear, she, 'in:2', '还要胰岛素', 'medicine')
    await asks(sixclear, she, 'in:3', '能送饭吗', 'meal')
    await sixclear.settle()
    expect(last(sixclear, phones.worker, 'matter_raised')).toContain('又要用药“还要胰岛素”')
    expect((await she.matters()).filter(({ matter }) => matter.kind === 'request')).toHaveLength(2)
    expect(she.texts('request_noted')).toHaveLength(3)
    await isSound(sixclear, she)
  })

  it('for a thermometer is answered and due the same day', async () => {
    const { sixclear, she, ports } = await home()
    await openNoThermometer(ports, she.id, await said(sixclear, she, 'in:1', '家里没有体温计'))
    await sixclear.settle()
    expect(she.texts('thermometer_comes')).toHaveLength(1)
    expect((await she.matter('no_thermometer')).state).toMatchObject({ dueAt: at('2020-02-11 11:10') })
  })
})

describe('a wrong number', () => {
  it('is not asked again: the worker measures, and has to find the right one', async () => {
    const { sixclear, she, ports } = await home()
    await openWrongNumber(ports, she.id, await said(sixclear, she, 'in:1', '你们打错了'))
    await sixclear.settle()
    expect(she.texts('sorry_wrong_number')).toHaveLength(1)
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'wrong_number' })
    const before = she.texts().length
    await sixclear.until('2020-02-11 18:05')
    expect(she.texts()).toHaveLength(before)
    expect(sixclear.messagesTo(phones.worker, 'measure_for_them')).toHaveLength(1)
    await sixclear.confirmed(phones.worker, `${(await she.matter('wrong_number')).code} 换号13800000999`)
    await sixclear.text('+8613800000999', '是')
    expect((await she.matter('wrong_number')).state).toMatchObject({ outcome: 'number_mended' })
    expect((await she.isolation()).contact).toMatchObject({ by: 'sms' })
    await isSound(sixclear, she)
  })

  it('reads nothing of the returnee any more', async () => {
    const { sixclear, she } = await home()
    await sixclear.until('2020-02-11 10:00')
    await she.says('你们打错了')
    const before = she.texts().length
    const { contact } = await she.isolation()
    if (contact.by !== 'worker') throw new Error('by the worker')
    await sixclear.text(phones.worker, `${contact.code} 38.9 咳嗽`)
    expect(await she.status()).toBe('referred')
    expect(she.texts()).toHaveLength(before)
  })

  it('and the words beside it are read by a person', async () => {
    const { sixclear, she } = await home()
    await sixclear.until('2020-02-11 10:00')
    await she.says('麻烦核实一下电话，我人在广州，没隔离')
    expect((await she.matter('wrong_number')).state.name).toBe('open')
    await sixclear.until('2020-02-11 12:01')
    expect(last(sixclear, phones.worker, 'digest')).toContain('“麻烦核实一下电话')
  })
})

describe('words that a person has to read', () => {
  it('come to the worker at noon and in the evening, once, as many as fit', async () => {
    const { sixclear, she, ports } = await home()
    const texts = ['窗户可以开吗', '楼下很吵', '我家的狗要遛', '想换一个体温计', '垃圾袋没有了']
    for (const [index, text] of texts.entries())
      await keepWords(ports, she.id, await said(sixclear, she, `in:${index}`, text))
    await keepWords(ports, she.id, await said(sixclear, she, 'in:0', texts[0] ?? ''))
    expect((await she.events()).filter((type) => type === 'words_kept')).toHaveLength(5)
    await sixclear.until('2020-02-11 11:59')
    expect(sixclear.messagesTo(phones.worker, 'digest')).toHaveLength(0)
    await sixclear.until('2020-02-11 12:00')
    expect(last(sixclear, phones.worker, 'digest')).toMatch(/5条留言：.*“窗户可以开吗”.*\+\d$/)
    await keepWords(ports, she.id, await said(sixclear, she, 'in:later', '谢谢赵一，菜收到了，很新鲜'))
    await sixclear.until('2020-02-12 12:30')
    await keepWatch(ports)
    const digests = sixclear.messagesTo(phones.worker, 'digest')
    expect(digests.map(({ at: when }) => when)).toEqual([at('2020-02-11 12:00'), at('2020-02-11 20:00')])
    expect(digests[1]?.text).toContain('1条留言：样…王明“谢谢赵一')
  })

  it('are kept with the report that they stood beside, in one change', async () => {
    const { sixclear, she, ports } = await home()
    await sixclear.until('2020-02-11 18:10')
    const { inbound } = await said(sixclear, she, 'in:1', '36.6 楼下很吵')
    await recordReport(ports, she.id, {
      tenths: 366,
      symptoms: [],
      source: 'sms',
      by: 'resident',
      inbound,
      note: true,
    })
    await keepWords(ports, she.id, { inbound, by: 'resident' })
    expect((await she.events()).filter((type) => type === 'words_kept')).toHaveLength(1)
    await sixclear.until('2020-02-11 20:00')
    expect(last(sixclear, phones.worker, 'digest')).toContain('楼下很吵')
    await isSound(sixclear, she)
  })

  it('are only counted where the channel forbids them', async () => {
    const { sixclear, she, ports } = await home()
    await saveCommunity(ports.store, { ...exampleCommunity(), quoteNotes: false })
    await keepWords(ports, she.id, await said(sixclear, she, 'in:1', '楼下很吵'))
    await sixclear.until('2020-02-11 12:00')
    expect(last(sixclear, phones.worker, 'digest')).toBe('【六清】您片区有1条新留言，请在网页上查看。')
  })

  it('are told of by the next digest when one could not be sent', async () => {
    const { sixclear, she, ports } = await home()
    await keepWords(ports, she.id, await said(sixclear, she, 'in:1', '楼下很吵'))
    sixclear.system.inbox.setCondition(phones.worker, 'unreachable')
    await sixclear.until('2020-02-11 19:59')
    sixclear.system.inbox.setCondition(phones.worker, 'reachable')
    await sixclear.until('2020-02-11 20:00')
    expect(last(sixclear, phones.worker, 'digest')).toContain('楼下很吵')
  })
})

describe('a stranger in danger', () => {
  const STRANGER = '+8613877770000'
  const cries = async (sixclear: TestSystem, id: string, text: string) => {
    const { ports } = sixclear.system
    const kept = await keepInbound(ports.store, { id, from: STRANGER, text, at: ports.clock.now() })
    await strangerInDanger(ports, kept, 'faint')
  }
  const openOnes = async ({ system }: TestSystem) =>
    (await openAlerts(system.ports.store, exampleCommunity().id)).alerts

  it('comes to the duty phone at once, with the number and the words, until somebody answers', async () => {
    const sixclear = await openTestSystem({ now: '2020-02-11 02:00' })
    await cries(sixclear, 'in:1', '救命，老人晕倒了')
    expect(last(sixclear, phones.administrator, 'stranger_in_danger')).toMatch(
      /13877770000：晕倒“救命，老人晕倒了”/,
    )
    expect(last(sixclear, STRANGER, 'danger')).toContain('120')
    expect(sixclear.messagesTo(phones.office, 'stranger_in_danger')).toHaveLength(0)
    const [open] = await openOnes(sixclear)
    await sixclear.text(phones.administrator, `${open?.alert.code} 处理完`)
    expect(await openOnes(sixclear)).toEqual([])
    expect(sixclear.messagesTo(phones.administrator, 'stranger_noted')).toHaveLength(1)
    await sixclear.until('2020-02-11 04:00')
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
  })

  it('whom nobody answers is told again after ten minutes, and to the street office, again and again', async () => {
    const sixclear = await openTestSystem({ now: '2020-02-11 02:00' })
    await sixclear.text(STRANGER, '你好')
    await cries(sixclear, 'in:1', '救命')
    await sixclear.text(STRANGER, '快来')
    await sixclear.until('2020-02-11 02:31')
    // The first cry, the second one, which goes to the office too, and then every ten minutes.
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(5)
    expect(sixclear.messagesTo(phones.office, 'stranger_in_danger').map(({ at: when }) => when)).toEqual([
      at('2020-02-11 02:00'),
      at('2020-02-11 02:10'),
      at('2020-02-11 02:20'),
      at('2020-02-11 02:30'),
    ])
  })

  it('goes to the street office at once where the duty phone cannot be reached', async () => {
    const sixclear = await openTestSystem()
    sixclear.system.inbox.setCondition(phones.administrator, 'invalid_number')
    await cries(sixclear, 'in:1', '救命')
    expect(sixclear.messagesTo(phones.office, 'stranger_in_danger')).toHaveLength(1)
  })

  it('who writes again is told again with both texts, under the same code', async () => {
    const sixclear = await openTestSystem()
    await cries(sixclear, 'in:1', '救命')
    await cries(sixclear, 'in:2', '没有呼吸了')
    await cries(sixclear, 'in:2', '没有呼吸了')
    expect(await openOnes(sixclear)).toHaveLength(1)
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(2)
    expect(last(sixclear, phones.administrator, 'stranger_in_danger')).toContain('没有呼吸了 / 救命')
  })

  it('is not answered by a text that says less or more, or by somebody else', async () => {
    const sixclear = await openTestSystem()
    await cries(sixclear, 'in:1', '救命')
    const [open] = await openOnes(sixclear)
    await sixclear.text(phones.administrator, `${open?.alert.code} 还没处理`)
    await sixclear.text(phones.worker, `${open?.alert.code} ok`)
    expect(await openOnes(sixclear)).toHaveLength(1)
  })
})

describe('a question', () => {
  it('is answered from the record', async () => {
    const { sixclear, she, ports } = await home()
    await sixclear.until('2020-02-15 08:10')
    const loaded = await loadIsolation(ports, she.id)
    expect(answerQuestion(loaded, 'release', 'reply-1').params).toEqual({
      question: 'release',
      release: { date: '2020-02-25', time: '08:00', left: 9 },
    })
    expect(answerQuestion(loaded, 'worker', 'reply-1')).toMatchObject({
      template: 'answer',
      params: { question: 'worker' },
    })
    await she.says('39.0')
    const referred = await loadIsolation(ports, she.id)
    expect(answerQuestion(referred, 'release', 'reply-1').params).toEqual({ question: 'release' })
  })
})
