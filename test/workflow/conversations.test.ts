import { describe, expect, it } from 'vitest'
import { replay } from '../../core/isolation/state.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { at, openTestSystem, phones, type TestReturnee, type TestSystem } from './test-system.ts'

const asked = async (moment = '2020-02-11 08:10') => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until(moment)
  return { sixclear, she }
}

const kinds = async (she: TestReturnee) => (await she.matters()).map(({ matter }) => matter.kind)

const isSound = async ({ system }: TestSystem, she: TestReturnee) => {
  expect(replay(await she.ledger())).toEqual(await she.isolation())
  expect(await findViolations(system)).toEqual([])
}

describe('thanks', () => {
  it('for each of the welcome texts are answered with nothing, and make no work', async () => {
    const { sixclear, she } = await asked('2020-02-10 10:30')
    const before = she.texts().length
    for (const text of ['收到', '收到', '好的收到，谢谢']) await she.says(text)
    expect(she.texts()).toHaveLength(before)
    expect(await kinds(she)).toEqual([])
    expect((await she.isolation()).unclearReplies).toBeUndefined()
    await isSound(sixclear, she)
  })

  it.each([
    ['谢谢', '不客气，谢谢', '谢谢你们'],
    ['thank you', 'thanks a lot', 'Thank you!'],
  ])('after a report, however often, bring nobody: %s', async (...words) => {
    const { sixclear, she } = await asked()
    await she.says('36.5')
    const before = she.texts().length
    for (const text of [...words, ...words]) await she.says(text)
    await sixclear.until('2020-02-11 17:59')
    expect(she.texts()).toHaveLength(before)
    expect(await kinds(she)).toEqual([])
    expect(sixclear.messagesTo(phones.office)).toEqual([])
    await isSound(sixclear, she)
  })
})

describe('a polite STOP', () => {
  it.each(['Stop. Thank you', 'stop, please', '请不要再发短信了'])(
    'is one matter, whether or not the provider knows the word: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      await she.says(text)
      expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
      expect(await kinds(she)).toEqual(['opted_out'])
      const before = she.texts().length
      await sixclear.until('2020-02-11 18:10')
      expect(she.texts()).toHaveLength(before)
      expect(sixclear.messagesTo(phones.worker, 'measure_for_them')).not.toEqual([])
      await isSound(sixclear, she)
    },
  )
})

describe('a phone that is somebody else’s', () => {
  it.each(['发错人了', '我不是王明，你们打错了', 'wrong number'])(
    'is left alone, and the worker is not sent to ring it: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      await she.says(text)
      expect(she.texts('sorry_wrong_number')).toHaveLength(1)
      expect(she.texts('worker_will_call')).toEqual([])
      expect(await kinds(she)).toEqual(['wrong_number'])
      expect(sixclear.messagesTo(phones.worker, 'matter').at(-1)?.text).toContain('号码不是本人')
      const before = she.texts().length
      await sixclear.until('2020-02-11 18:10')
      expect(she.texts()).toHaveLength(before)
      expect(sixclear.messagesTo(phones.worker, 'measure_for_them')).not.toEqual([])
      await isSound(sixclear, she)
    },
  )
})

describe('a cry for help', () => {
  it('reaches three people with the first text, and the second text reaches them too', async () => {
    const { sixclear, she } = await asked()
    await she.says('救命')
    for (const phone of [phones.worker, phones.administrator, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter').at(-1)?.text).toContain('救命')
    await she.says('老人晕倒了')
    for (const phone of [phones.worker, phones.administrator, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter_raised').at(-1)?.text).toContain('老人晕倒了')
    expect(await kinds(she)).toEqual(['danger'])
    expect(she.texts('unreadable')).toEqual([])
    await isSound(sixclear, she)
  })

  it.each(['快来人', '老人晕倒了', '我妈昏过去了', 'Help! My mother fainted'])(
    'is answered with the number to ring: %s',
    async (text) => {
      const { she } = await asked()
      await she.says(text)
      expect(she.texts('danger').map((sent) => sent.text)).toEqual([expect.stringContaining('120')])
    },
  )

  it('beside a healthy reading is heard before the reading is thanked for', async () => {
    const { sixclear, she } = await asked()
    await she.says('36.8 核酸阳性')
    expect(await she.slot('01-morning')).toBe('reported')
    expect(she.texts('thanks')).toEqual([])
    expect(sixclear.messagesTo(phones.doctor, 'matter').at(-1)?.text).toContain('核酸阳性')
    await isSound(sixclear, she)
  })
})

describe('our own prompt that comes back', () => {
  it('word for word is nobody’s report, and the slot still waits for one', async () => {
    const { sixclear, she } = await asked()
    const [prompt] = she.texts('prompt')
    const [welcome] = she.texts('welcome')
    const before = she.texts().length
    for (const text of [prompt?.text ?? '', welcome?.text ?? '']) await she.says(text)
    expect(await she.slot('01-morning')).toBe('asked')
    expect(await kinds(she)).toEqual([])
    expect(she.texts()).toHaveLength(before)
    await she.says('36.5')
    expect(await she.slot('01-morning')).toBe('reported')
    await isSound(sixclear, she)
  })
})

describe('something needed, asked for after two texts that could not be read', () => {
  it.each(['NEED rice and medicine', '家里没米没药了'])(
    'has an owner and an answer, and so has the next: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      for (const unclear of ['36点几', '三十六度几']) await she.says(unclear)
      await she.says(text)
      expect(await kinds(she)).toEqual(['unclear_replies', 'request'])
      expect(she.texts('worker_will_call')).toHaveLength(1)
      expect(she.texts('request_noted')).toHaveLength(1)
      await sixclear.until('2020-02-11 08:20')
      await she.says('请帮我倒垃圾')
      expect(await kinds(she)).toEqual(['unclear_replies', 'request', 'request'])
      expect(she.texts('request_noted')).toHaveLength(2)
      await isSound(sixclear, she)
    },
  )
})

describe('a question that she left open', () => {
  it.each(['好的', '是', 'ok'])('ends with its slot: a day later %s is no reading', async (text) => {
    const { sixclear, she } = await asked()
    await she.says('365')
    expect(she.texts('confirm')).toHaveLength(1)
    await sixclear.until('2020-02-12 08:10')
    await she.says(text)
    expect(await she.slot('01-morning')).toBe('missed')
    expect(await she.slot('02-morning')).toBe('asked')
    expect(await she.events()).not.toContain('reported')
    await isSound(sixclear, she)
  })

  it('ends when its slot closes, also before the next begins', async () => {
    const { sixclear, she } = await asked()
    await she.says('365')
    await sixclear.until('2020-02-11 11:30')
    await she.says('好的')
    expect(await she.slot('01-morning')).toBe('missed')
    expect(await she.events()).not.toContain('reported')
  })

  it('between two slots ends with the prompt of the next', async () => {
    const { sixclear, she } = await asked()
    await she.says('36.5')
    await sixclear.until('2020-02-11 12:30')
    await she.says('366')
    expect(she.texts('confirm')).toHaveLength(1)
    await sixclear.until('2020-02-11 18:10')
    await she.says('好的')
    expect(await she.slot('01-evening')).toBe('asked')
  })

  it('is answered within its slot by the number itself', async () => {
    const { she } = await asked()
    await she.says('365')
    await she.says('36.5')
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { state: 'reported', tenths: 365 } })
    expect((await she.isolation()).toConfirm).toBeUndefined()
  })
})

describe('the same reading sent twice', () => {
  const evening = async () => {
    const { sixclear, she } = await asked('2020-02-11 18:10')
    expect(await she.slot('01-morning')).toBe('missed')
    await she.says('36.5')
    return { sixclear, she }
  }

  it.each(['36.5', '36.5，36.5', '体温36.5'])(
    'in the evening is no measurement of the morning that was missed: %s',
    async (text) => {
      const { sixclear, she } = await evening()
      await she.says(text)
      expect([await she.slot('01-morning'), await she.slot('01-evening')]).toEqual(['missed', 'reported'])
      await isSound(sixclear, she)
    },
  )

  it('fills the morning when she says that it was the morning’s', async () => {
    const { she } = await evening()
    await she.says('早上36.4')
    expect((await she.isolation()).slots).toMatchObject({ '01-morning': { state: 'late', tenths: 364 } })
  })
})

describe('a reading of another time of day', () => {
  it.each(['昨天晚上36.9', '昨晚36.9', 'last night 36.9'])(
    'is late for the evening that was missed, and leaves this one open: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      await sixclear.healthyUntil('2020-02-11 17:59', she)
      await sixclear.until('2020-02-12 18:06')
      await she.says(text)
      const { slots } = await she.isolation()
      expect(slots).toMatchObject({
        '01-evening': { state: 'late', tenths: 369 },
        '02-morning': { state: 'missed' },
        '02-evening': { state: 'asked' },
      })
      await isSound(sixclear, she)
    },
  )

  it.each(['早36.5晚36.7', '36.5早 36.7晚'])(
    'goes beside that of now to the half that it names: %s',
    async (text) => {
      const { sixclear, she } = await asked('2020-02-11 18:05')
      await she.says(text)
      expect((await she.isolation()).slots).toMatchObject({
        '01-morning': { state: 'late', tenths: 365 },
        '01-evening': { state: 'reported', tenths: 367 },
      })
      expect(she.texts('ambiguous')).toEqual([])
      await isSound(sixclear, she)
    },
  )
})

describe('a fever that she cannot name exactly', () => {
  it.each(['39度多', '超过39度了', '早上39.2，刚才又量39.6', 'over 39'])(
    'is with worker and doctor in the same minute: %s',
    async (text) => {
      const { sixclear, she } = await asked()
      await she.says(text)
      expect(await she.status()).toBe('referred')
      expect((await kinds(she)).filter((kind) => kind === 'fever')).toHaveLength(1)
      for (const phone of [phones.worker, phones.doctor])
        expect(sixclear.messagesTo(phone, 'matter').map(({ at: told }) => told)).toEqual([
          at('2020-02-11 08:10'),
        ])
      await sixclear.until('2020-02-11 11:30')
      expect(await kinds(she)).not.toContain('silence')
      await isSound(sixclear, she)
    },
  )
})

describe('a mild fever that gets worse', () => {
  it.each([
    ['39.2', '39.2℃'],
    ['37.4 头痛', '37.4℃不适'],
    ['37.5 拉肚子', '腹泻'],
  ])('is told again to everybody on it, with the news: %s', async (text, news) => {
    const { sixclear, she } = await asked()
    await she.says('37.4')
    await she.says(text)
    for (const phone of [phones.worker, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter_raised').at(-1)?.text).toContain(news)
    expect((await she.matter('fever')).severity).toBe('red')
    await isSound(sixclear, she)
  })
})

describe('one phone of two, and letters behind the numbers', () => {
  const two = async () => {
    const { sixclear, she } = await asked('2020-02-10 10:30')
    const he = await sixclear.register({ name: '样例·李强' })
    await sixclear.until('2020-02-11 08:10')
    return { sixclear, she, he }
  }

  it.each(['36.5 A 38.9 B', '38.9 A 36.5 B'])('gives the fever to neither by guessing: %s', async (text) => {
    const { she, he } = await two()
    await she.says(text)
    expect([await she.status(), await he.status()]).toEqual(['following', 'following'])
    expect([await she.slot('01-morning'), await he.slot('01-morning')]).toEqual(['asked', 'asked'])
    expect(she.texts('which_member')).toHaveLength(1)
    await she.says('A36.5 B38.9')
    expect([await she.status(), await he.status()]).toEqual(['following', 'referred'])
  })

  it('gives the fever to the one whose letter is in one part with it', async () => {
    const { she, he } = await two()
    await she.says('36.5 A，38.9 B')
    expect([await she.status(), await he.status()]).toEqual(['following', 'referred'])
  })
})

describe('at night', () => {
  it.each(['2020-02-10 22:30', '2020-02-10 23:00', '2020-02-11 02:00'])(
    'the first texts wake nobody: %s',
    async (now) => {
      const sixclear = await openTestSystem({ now })
      const she = await sixclear.register()
      await sixclear.until('2020-02-11 07:29')
      expect(she.texts()).toEqual([])
      await sixclear.until('2020-02-11 07:30')
      expect(she.texts().map(({ sent }) => sent?.template)).toEqual(['welcome', 'instructions'])
    },
  )

  it.each([
    ['同意', 'released'],
    ['暂缓', 'held'],
  ])('decisions are announced by day: %s', async (words, template) => {
    const { sixclear, she } = await asked()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.until('2020-02-25 23:59')
    await sixclear.confirmed(phones.office, `${sixclear.codeOn(phones.office)} ${words}`)
    expect(await she.status()).not.toBe('released')
    await sixclear.until('2020-02-26 07:29')
    expect(she.texts(template)).toEqual([])
    await sixclear.until('2020-02-26 08:30')
    expect(she.texts(template)).toHaveLength(1)
  })
})

describe('a text that speaks of a paper or of a hold', () => {
  it('does not thank for a commitment that was not signed', async () => {
    const { sixclear, she } = await asked('2020-02-10 10:30')
    expect(she.texts('instructions').at(-1)?.text).toMatch(/请您签承诺书/)
    expect(she.texts().some(({ text }) => /承诺书收到/.test(text))).toBe(false)
    expect(sixclear.messagesTo(phones.worker, 'new_returnee').at(-1)?.text).toContain('带承诺书去签')
  })

  it('says of a late registration that it is one, and of three holds that it was held', async () => {
    const late = await openTestSystem({ now: '2020-03-10 12:00' })
    await late.register({ arrived: '2020-02-10 09:00' })
    expect(late.messagesTo(phones.office, 'matter').at(-1)?.text).toContain('登记时已期满')
    expect(late.messagesTo(phones.office, 'matter').at(-1)?.text).not.toContain('暂缓过')
    const { sixclear, she } = await asked()
    await sixclear.healthyUntil('2020-02-24 12:00', she)
    await sixclear.until('2020-02-28 07:31')
    expect((await she.isolation()).holds).toBe(3)
    expect(sixclear.messagesTo(phones.office, 'matter').at(-1)?.text).toContain('已暂缓过')
  })
})

describe('four on one phone', () => {
  it('are told once who has which letter, and each has a name of their own before staff', async () => {
    const sixclear = await openTestSystem()
    const names = ['欧阳建国', '欧阳建军', '欧阳建明', '欧阳小宝']
    for (const name of names) await sixclear.register({ name })
    const [letters, ...more] = sixclear.messagesTo('+8613800000101', 'letters').slice(-1)
    for (const [index, name] of names.entries()) expect(letters?.text).toContain(`${'ABCD'[index]}${name}`)
    expect(more).toEqual([])
    await sixclear.until('2020-02-11 12:00')
    expect(sixclear.messagesTo('+8613800000101', 'letters').at(-1)).toEqual(letters)
    const named = sixclear
      .messagesTo(phones.worker, 'matter')
      .map(({ text }) => /\d{4} (.*?)，/.exec(text)?.[1])
    expect(named).toHaveLength(4)
    expect(new Set(named).size).toBe(4)
  })
})
