import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../core/message/message.ts'
import type { Instant } from '../../core/time/instant.ts'
import { keepInbound, readInbound } from '../../record/inbound-repository.ts'
import { inboundKey, strangersList } from '../../record/keys.ts'
import { shownWhole } from '../../record/shown.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { receiveSms } from '../../usecases/receive-sms/receive-sms.ts'
import { openTestSystem, phones, type TestSystem } from '../workflow/test-system.ts'

const stranger = '+8613800009999'

const keptOf = async ({ system }: TestSystem, id: string): Promise<Inbound | undefined> => {
  const item = await system.ports.store.get(inboundKey(id))
  return item === undefined ? undefined : readInbound(item)
}

const record = (messageId: string, body: string): SQSRecord => ({
  messageId,
  body,
  receiptHandle: '',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: '',
  eventSourceARN: '',
  awsRegion: '',
})

describe('a text that comes in', () => {
  it('is kept and answered once, however often it is delivered', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const text = { id: 'provider-1', from: she.phone, text: '36.5' }
    for (let delivery = 0; delivery < 3; delivery += 1) await receiveMessage(sixclear.system.ports, text)
    await sixclear.settle()
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(1)
    expect(she.texts('thanks')).toHaveLength(1)
    expect(await keptOf(sixclear, 'provider-1')).toMatchObject({
      state: 'recorded',
      isolation: she.id,
      meaning: 'report',
    })
  })

  it('is another one where another phone sends it under the same id', async () => {
    const sixclear = await openTestSystem()
    const [she, he] = [
      await sixclear.register(),
      await sixclear.register({ name: '样例·李强', phone: '+8613800000177', room: '502' }),
    ]
    await sixclear.until('2020-02-11 08:05')
    const { ports } = sixclear.system
    for (let delivery = 0; delivery < 2; delivery += 1) {
      await receiveMessage(ports, { id: '17', from: she.phone, text: '36.5' })
      await receiveMessage(ports, { id: '17', from: he.phone, text: '38.9' })
    }
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(1)
    expect((await he.events()).filter((type) => type === 'reported')).toHaveLength(1)
    expect(await he.status()).toBe('referred')
  })

  it('is one text when two deliveries meet', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const text = { id: 'provider-1', from: she.phone, text: '36.5' }
    await Promise.allSettled([
      receiveMessage(sixclear.system.ports, text),
      receiveMessage(sixclear.system.ports, text),
    ])
    await receiveMessage(sixclear.system.ports, text)
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(1)
    expect(she.texts('thanks')).toHaveLength(1)
  })

  it('that cannot be handled comes again alone, the others of its batch are done', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const sms = (id: string) =>
      JSON.stringify({ originationNumber: she.phone, messageBody: '36.5', inboundMessageId: id })
    const answer = await receiveSms(sixclear.system.ports, {
      Records: [record('1', 'no json'), record('2', '{}'), record('3', sms('')), record('4', sms('good'))],
    })
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '2', '3'])
    expect(await she.slot('01-morning')).toBe('reported')
  })
})

describe('a phone that two returnees share', () => {
  const two = async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const he = await sixclear.register({ name: '样例·李强' })
    await sixclear.until('2020-02-11 08:05')
    return { sixclear, she, he }
  }

  it.each(['B 36.8', 'b36.8', 'B：36.8', 'Ｂ ３６．８'])('takes the letter: %s', async (text) => {
    const { she, he } = await two()
    await she.says(text)
    expect(await he.slot('01-morning')).toBe('reported')
    expect(await she.slot('01-morning')).toBe('asked')
    expect(he.texts('thanks')).toHaveLength(1)
  })

  it('asks for the letter when both still owe a report, and never guesses', async () => {
    const { she, he } = await two()
    await she.says('36.8')
    expect([await she.slot('01-morning'), await he.slot('01-morning')]).toEqual(['asked', 'asked'])
    expect(she.texts('which_member')).toHaveLength(1)
  })

  it('takes a reply without a letter for the only one who still owes a report', async () => {
    const { she, he } = await two()
    await she.says('A 36.8')
    await she.says('36.9')
    expect((await he.isolation()).slots).toMatchObject({ '01-morning': { tenths: 369 } })
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { tenths: 368 } })
  })

  it('refers only the one who is named', async () => {
    const { she, he } = await two()
    await she.says('A 38.6')
    expect([await she.status(), await he.status()]).toEqual(['referred', 'following'])
  })

  it('stops for both, because it is one phone', async () => {
    const { she, he } = await two()
    await she.says('STOP')
    for (const one of [she, he]) {
      expect((await one.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
      expect((await one.matter('opted_out')).state.name).toBe('open')
    }
  })

  it('needs no letter once one of them is gone', async () => {
    const { sixclear, she, he } = await two()
    await she.says('A 38.6')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    await she.says('36.7')
    expect(await he.slot('01-morning')).toBe('reported')
  })
})

describe('a stranger', () => {
  it('is told once a day whom to ring, and every text is kept', async () => {
    const sixclear = await openTestSystem()
    await sixclear.text(stranger, '你好')
    await sixclear.text(stranger, '36.5')
    expect(sixclear.messagesTo(stranger, 'unknown_number')).toHaveLength(1)
    await sixclear.until('2020-02-11 10:01')
    await sixclear.text(stranger, '38.5')
    expect(sixclear.messagesTo(stranger, 'unknown_number')).toHaveLength(2)
    const kept = await sixclear.system.ports.store.queryIndex({ pk: strangersList(), index: 'list' })
    expect(kept.items.map((item) => readInbound(shownWhole(item)).text)).toEqual(['你好', '36.5', '38.5'])
  })

  it('costs nothing more when the answer cannot be sent', async () => {
    const sixclear = await openTestSystem()
    sixclear.system.inbox.throttleNext(1)
    await sixclear.text(stranger, '你好')
    expect(sixclear.messagesTo(stranger)).toEqual([])
    expect(sixclear.system.inbound.deadLetters()).toEqual([])
    expect(sixclear.system.inbound.pending()).toBe(0)
  })
})

describe('a post', () => {
  const silent = async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    return { sixclear, she, code: sixclear.codeOn(phones.worker) }
  }

  it('is told what is meant when it writes something else than an answer', async () => {
    const { sixclear, code } = await silent()
    for (const text of ['早上好', `${code}`, '9998 已见', `${code} 同意`])
      await sixclear.text(phones.worker, text)
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(2)
    expect(sixclear.messagesTo(phones.worker, 'code_unknown')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(0)
  })

  it('is answered once for one text', async () => {
    const { sixclear, she, code } = await silent()
    const text = { id: 'provider-2', from: phones.worker, text: `${code} 已见` }
    for (let delivery = 0; delivery < 3; delivery += 1) await receiveMessage(sixclear.system.ports, text)
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })

  it('acknowledges without settling', async () => {
    const { sixclear, she, code } = await silent()
    await sixclear.text(phones.worker, `${code} 收到`)
    const { state } = await she.matter('silence')
    expect(state).toMatchObject({ name: 'open', acknowledged: [{ staff: 'worker-1' }] })
    await sixclear.until('2020-02-11 13:00')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
  })

  it('does not answer for another community’s returnee by guessing a code', async () => {
    const { sixclear, she } = await silent()
    await sixclear.text(stranger, `${sixclear.codeOn(phones.worker)} 已见`)
    expect((await she.matter('silence')).state.name).toBe('open')
  })

  it('reports an absence that opens a matter where the returnee has a code of their own', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ phone: null })
    const { contact } = await he.isolation()
    if (contact.by !== 'worker') throw new Error('expected to be asked by the worker')
    await sixclear.until('2020-02-11 08:10')
    await sixclear.confirmed(phones.worker, `${contact.code} 不在家`)
    expect((await he.matter('visit')).absenceConfirmed).toBe(true)
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })
})

describe('a question that stays unanswered', () => {
  it('stands in the text about the silence', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('370')
    expect(she.texts('confirm')).toHaveLength(1)
    await sixclear.until('2020-02-11 11:10')
    expect(sixclear.messagesTo(phones.worker, 'matter').at(-1)?.text).toContain('未答是否37.0')
    expect((await she.matter('silence')).tenths).toBe(370)
  })
})

describe('a post’s phone that answers by itself', () => {
  it('is told what to write three times in an hour, and again in the next', async () => {
    const sixclear = await openTestSystem()
    await sixclear.until('2020-02-11 11:30')
    for (let time = 0; time < 12; time += 1) await sixclear.text(phones.worker, '手机在车上呢')
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(3)
    await sixclear.until('2020-02-11 12:31')
    await sixclear.text(phones.worker, '手机在车上呢')
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(4)
  })
})

describe('the id of a text', () => {
  const aGateway = async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const { ports } = sixclear.system
    const gets = (id: string, text: string, from = she.phone, at = ports.clock.now()) =>
      receiveMessage(ports, { id, from, text, at })
    const readings = async () =>
      (await she.ledger()).flatMap(({ event }) => (event.type === 'reported' ? [event.tenths] : []))
    return { sixclear, she, gets, readings }
  }

  it('names another text where the same phone sends other words: another gateway counts too', async () => {
    const { gets, readings } = await aGateway()
    for (let delivery = 0; delivery < 2; delivery += 1) {
      await gets('17', '36.5')
      await gets('17', '38.9')
    }
    expect(await readings()).toEqual([365, 389])
  })

  it('names another text where the same words come a day later: a gateway has begun anew', async () => {
    const { sixclear, gets, readings } = await aGateway()
    await gets('17', '36.5')
    await sixclear.until('2020-02-12 08:06')
    for (let delivery = 0; delivery < 3; delivery += 1) await gets('17', '36.5')
    await sixclear.until('2020-02-13 08:07')
    for (let delivery = 0; delivery < 3; delivery += 1) await gets('17', '36.5')
    expect(await readings()).toEqual([365, 365, 365])
  })

  it('names the same text however long ago it was sent, whether it was handled or not', async () => {
    const { sixclear, she, gets, readings } = await aGateway()
    const { store, clock } = sixclear.system.ports
    const sent = clock.now()
    await gets('17', '36.5')
    await keepInbound(store, { id: '18', from: she.phone, text: '36.8', at: sent })
    await sixclear.until('2020-02-14 08:06')
    for (let delivery = 0; delivery < 2; delivery += 1) {
      await gets('17', '36.5', she.phone, sent)
      await gets('18', '36.8', she.phone, sent)
    }
    expect(await readings()).toEqual([365, 368])
  })

  it('comes with the time at which it was sent, in the envelope of the topic', async () => {
    const { sixclear, she, readings } = await aGateway()
    const { ports } = sixclear.system
    const comes = (at: Instant) => {
      const sms = { originationNumber: she.phone, messageBody: '36.5', inboundMessageId: '17' }
      const body = { Type: 'Notification', Timestamp: at, Message: JSON.stringify(sms) }
      return receiveSms(ports, { Records: [record('1', JSON.stringify(body))] })
    }
    const sent = ports.clock.now()
    await comes(sent)
    await sixclear.until('2020-02-13 08:06')
    expect(await comes(sent)).toEqual({ batchItemFailures: [] })
    expect(await readings()).toEqual([365])
    await comes(ports.clock.now())
    expect(await readings()).toEqual([365, 365])
  })

  it('lets a report that has waited count for the slot in which it was sent', async () => {
    const { sixclear, she, gets } = await aGateway()
    const sent = sixclear.system.ports.clock.now()
    await sixclear.until('2020-02-12 08:06')
    await gets('17', '36.5', she.phone, sent)
    expect([await she.slot('01-morning'), await she.slot('02-morning')]).toEqual(['late', 'asked'])
  })

  it('takes a yes that has waited for no answer to what was asked after it was sent', async () => {
    const { sixclear, she, gets, readings } = await aGateway()
    const sent = sixclear.system.ports.clock.now()
    await sixclear.until('2020-02-11 08:10')
    await gets('18', '370')
    await gets('17', '是', she.phone, sent)
    expect(await readings()).toEqual([])
    await gets('19', '是')
    expect(await readings()).toEqual([370])
  })

  it('tells the answers of two posts to two matters apart', async () => {
    const { sixclear, she, gets } = await aGateway()
    const he = await sixclear.register({ name: '样例·李强', phone: '+8613800000177', room: '502' })
    await sixclear.until('2020-02-11 11:30')
    const codes = [(await she.matter('silence')).code, (await he.matter('silence')).code]
    await gets('18', `${codes[0]} 到了`, phones.worker)
    await gets('18', `${codes[1]} 到了`, phones.worker)
    expect((await she.matter('silence')).state.name).toBe('settled')
    expect((await he.matter('silence')).state.name).toBe('settled')
  })
})
