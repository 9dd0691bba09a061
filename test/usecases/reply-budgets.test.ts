import { describe, expect, it } from 'vitest'
import { HOUR } from '../../core/time/instant.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { openTestSystem, phones, type TestReturnee, type TestSystem } from '../workflow/test-system.ts'

const LIMIT = 6

const asked = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  return { sixclear, she }
}

/** The texts to her phone and to the phones of posts, after each of her texts. */
const saying = async (sixclear: TestSystem, she: TestReturnee, texts: readonly string[]) => {
  const before = she.texts().length
  const staff = Object.values(phones)
  const toldBefore = staff.map((phone) => sixclear.messagesTo(phone).length)
  for (const text of texts) await she.says(text)
  expect(await findViolations(sixclear.system)).toEqual([])
  return {
    back: she
      .texts()
      .slice(before)
      .map(({ sent }) => sent?.template),
    told: staff.map((phone, index) => sixclear.messagesTo(phone).length - (toldBefore[index] ?? 0)),
  }
}

const times = (count: number, ...texts: readonly string[]): string[] =>
  Array.from({ length: count }, () => texts).flat()

const reports = async (she: TestReturnee): Promise<number> =>
  (await she.events()).filter((type) => type === 'reported').length

describe('a number that writes again and again', () => {
  it.each([['HELP'], ['?'], ['？？'], ['36.5'], ['什么时候结束'], ['帮助']])(
    'is answered six times in an hour, whatever it writes: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      const { back } = await saying(sixclear, she, times(20, text))
      expect(back.length).toBeGreaterThan(0)
      expect(back.length).toBeLessThanOrEqual(LIMIT)
    },
  )

  it('is recorded each time', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(20, '36.5'))
    expect(await reports(she)).toBe(20)
  })

  it('is answered again when the hour is over', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(20, 'HELP'))
    await sixclear.system.timeline.runUntil(sixclear.system.timeline.now() + HOUR + 1)
    await sixclear.settle()
    expect((await saying(sixclear, she, ['HELP'])).back).toEqual(['help'])
  })

  it('shares its answers among those who have the phone', async () => {
    const { sixclear, she } = await asked()
    await sixclear.register({ name: '样例·李强' })
    const { back } = await saying(sixclear, she, times(30, 'A 36.5', 'B 36.5'))
    expect(back.length).toBeLessThanOrEqual(LIMIT)
    expect(await reports(she)).toBe(30)
  })

  it('does not take the answers of another one', async () => {
    const { sixclear, she } = await asked()
    const he = await sixclear.register({ name: '样例·李强', phone: '+8613800000177', room: '502' })
    await saying(sixclear, she, times(20, 'HELP'))
    expect((await saying(sixclear, he, ['HELP'])).back).toEqual(['help'])
  })

  it('uses one answer where a text is delivered twice', async () => {
    const { sixclear, she } = await asked()
    for (let text = 0; text < LIMIT; text += 1)
      for (let delivery = 0; delivery < 3; delivery += 1)
        await receiveMessage(sixclear.system.ports, { id: `help-${text}`, from: she.phone, text: 'HELP' })
    await sixclear.settle()
    expect(she.texts('help')).toHaveLength(LIMIT)
  })

  it('never gets more where its texts come at the same moment', async () => {
    const { sixclear, she } = await asked()
    const texts = Array.from({ length: 30 }, (_, number) => ({
      id: `at-once-${number}`,
      from: she.phone,
      text: 'HELP',
    }))
    for (let tried = 0; tried < 5; tried += 1)
      await Promise.allSettled(texts.map((text) => receiveMessage(sixclear.system.ports, text)))
    await sixclear.settle()
    expect(she.texts('help').length).toBeGreaterThan(0)
    expect(she.texts('help').length).toBeLessThanOrEqual(LIMIT)
  })
})

describe('a number that has used up its answers', () => {
  it('is told of a fever, and everybody whom it concerns', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(20, 'HELP'))
    expect((await saying(sixclear, she, ['38.9'])).back).toEqual(['fever'])
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
  })

  it('is answered of danger each time, and everybody whom it concerns is told', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(20, 'HELP'))
    const { back } = await saying(sixclear, she, times(10, '救命，喘不上气'))
    expect(back.filter((template) => template === 'danger')).toHaveLength(10)
    expect(sixclear.messagesTo(phones.doctor, 'matter_raised').length).toBeGreaterThanOrEqual(9)
  })

  it('brings a person where a reading would have been asked about', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(20, 'HELP'))
    expect((await saying(sixclear, she, ['365'])).back).toEqual([])
    expect((await she.matter('unclear_replies')).state.name).toBe('open')
    await she.says('是')
    expect(await reports(she)).toBe(0)
  })
})

describe('texts that are not understood', () => {
  it('are answered twice in a slot, with a person told, and then no more', async () => {
    const { sixclear, she } = await asked()
    const { back } = await saying(sixclear, she, times(12, '三十六度几'))
    expect(back.at(-1)).toBe('worker_will_call')
    expect(back).toHaveLength(2)
    expect((await she.matter('unclear_replies')).state.name).toBe('open')
  })

  it.each(['365', '360', '。。。'])('never make an endless conversation: %s', async (text) => {
    const { sixclear, she } = await asked()
    const { back, told } = await saying(sixclear, she, times(12, text))
    expect(back.length).toBeLessThanOrEqual(3)
    expect(Math.max(...told)).toBeLessThanOrEqual(1)
  })

  it('are followed by silence only until one is understood', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(5, '三十六度几'))
    expect((await saying(sixclear, she, ['36.5'])).back).toEqual(['thanks'])
    expect(await she.slot('01-morning')).toBe('reported')
    expect((await she.matter('unclear_replies')).state.name).toBe('settled')
  })

  it('are asked about again in the next slot', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(5, '三十六度几'))
    await sixclear.until('2020-02-11 18:05')
    expect((await saying(sixclear, she, ['三十六度几'])).back).toHaveLength(1)
  })

  it('of somebody whose time is over are answered twice, and no more', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.confirmed(phones.administrator, `${(await she.matter('release')).code} 同意`)
    await sixclear.until('2020-02-25 09:00')
    expect(await she.status()).toBe('released')
    expect((await saying(sixclear, she, times(8, '我在开会呢哈'))).back.length).toBeLessThanOrEqual(2)
  })
})

describe('the same fever', () => {
  it('is answered twice in an hour, told to the doctor four times, and recorded each time', async () => {
    const { sixclear, she } = await asked()
    const { back, told } = await saying(sixclear, she, times(20, '38.5'))
    expect(back).toEqual(['fever', 'fever'])
    expect(Math.max(...told)).toBe(4)
    expect(await reports(she)).toBe(20)
  })

  it('that has changed a little is told each time, better or worse', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(10, '38.9'))
    for (const other of ['38.7', '38.8', '39.0', '38.6', '38.5', '37.9', '36.9'])
      expect(
        (await saying(sixclear, she, [other])).told.reduce((sum, texts) => sum + texts, 0),
      ).toBeGreaterThan(0)
  })

  it('that has become worse is answered and told each time', async () => {
    const { sixclear, she } = await asked()
    await saying(sixclear, she, times(10, '38.0'))
    for (const worse of ['38.6', '39.2', '39.8', '40.4']) {
      const { back, told } = await saying(sixclear, she, [worse])
      expect(back).toEqual(['fever'])
      expect(told.filter((texts) => texts > 0).length).toBeGreaterThanOrEqual(2)
    }
  })
})

describe('what a worker is told', () => {
  it('of somebody who goes back and forth between texts and none ends, and a matter stays', async () => {
    const { sixclear, she } = await asked()
    const { back, told } = await saying(sixclear, she, times(30, '不要再发短信了', '开始'))
    expect(back.length).toBeLessThanOrEqual(LIMIT)
    expect(Math.max(...told)).toBeLessThanOrEqual(8)
    expect((await she.isolation()).contact.by).toBe('sms')
    expect((await she.matter('opted_out')).state.name).toBe('open')
  })

  it('of a need that is written again and again ends', async () => {
    const { sixclear, she } = await asked()
    const { back, told } = await saying(sixclear, she, times(60, '家里没米了'))
    expect(back.length).toBeLessThanOrEqual(LIMIT)
    expect(Math.max(...told)).toBeLessThanOrEqual(4)
  })
})

describe('a post whose phone answers by itself', () => {
  it.each(['我正在开会，稍后联系您', '您好，机主现在不方便接听', '嗯嗯嗯', '我在忙'])(
    'is told at most three times in an hour what to write: %s',
    async (text) => {
      const { sixclear } = await asked()
      for (const words of times(12, text)) await sixclear.text(phones.worker, words)
      expect(sixclear.messagesTo(phones.worker, 'answer_help').length).toBeLessThanOrEqual(3)
    },
  )

  it('gets at most sixty answers in an hour, and every reading it sends is recorded', async () => {
    const { sixclear, she } = await asked()
    await sixclear.until('2020-02-11 11:30')
    const { code } = await she.matter('silence')
    for (const text of times(80, `${code} 收到`)) await sixclear.text(phones.worker, text)
    const noted = sixclear.messagesTo(phones.worker, 'noted').length
    expect(noted).toBe(60)
    await sixclear.text(phones.worker, `${code} 36.5`)
    expect(await reports(she)).toBe(1)
  })
})
