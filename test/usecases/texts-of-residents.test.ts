import { describe, expect, it } from 'vitest'
import { residentIn } from './text-outcome.ts'

const asked = residentIn('asked')
const reported = residentIn('reported')
const welcome = residentIn('welcome')

const reading = (tenths: number, symptoms: readonly string[] = []) => [
  { who: 'self', when: 'now', tenths, symptoms },
]

describe('a denial', () => {
  it.each([
    ['没发烧喉咙痛 36.6', ['sore_throat']],
    ['没有咳嗽，嗓子疼 36.6', ['sore_throat']],
    ['没发烧，但是喉咙痛，36.6', ['sore_throat']],
    ['36.6不发热头痛', ['other']],
    ['no fever sore throat 36.6', ['sore_throat']],
    ['没发烧拉肚子 36.6', ['diarrhoea']],
    ['no fever but sore throat 36.6', ['sore_throat']],
  ])('does not run on over what is complained of behind it: %s', async (text, symptoms) => {
    expect((await asked(text)).record).toEqual(reading(366, symptoms))
  })

  it.each([
    'Temp: 36.5 Cough: N Fever: N',
    'T 36.5 fever: no, cough: no',
    'Fever: No\nCough: No\nTemp: 36.5',
    'cough no, fever no, 36.5',
    '体温36.5 发热无 咳嗽无',
    '36.5 咳嗽（无） 发热（无）',
    '体温36.5 咳嗽否 发热否',
    '体温36.5 咳嗽：无 乏力：无',
    '36.5 咳嗽×',
    '36.5 denies fever, cough, chills',
    '36.5 no fever cough chills',
    '36.5 no cough, fever, chills or sore throat',
    '36.5 without fever or cough',
    '36.5 denies cough and fever',
    '36.5 呒没啥勿适意',
  ])('behind the word, or before all of them, counts: %s', async (text) => {
    expect(await asked(text)).toMatchObject({
      record: reading(365),
      opened: [],
      statuses: ['following'],
    })
  })

  it.each(['36.5 Cough: yes Fever: N', '发烧否 咳嗽是 36.5'])(
    'of one thing is none of the other: %s',
    async (text) => {
      expect((await asked(text)).record).toEqual(reading(365, ['dry_cough']))
    },
  )
})

describe('a danger beside a denial', () => {
  it.each([
    '36.5 no fever chest pain',
    '36.5没发烧胸闷',
    '咳嗽 没有 呼吸困难 有',
    'fever no chest pain yes 36.5',
    '血氧82',
  ])('is heard: %s', async (text) => {
    expect((await asked(text)).opened).toContain('danger')
  })

  it.each([
    'fever? no. cough? no. 36.5',
    '咳嗽？没有。喘？没有。36.5',
    'no chest pain or breathlessness 36.5',
  ])('that is denied itself is none: %s', async (text) => {
    expect(await asked(text)).toMatchObject({ record: reading(365), opened: [] })
  })

  it.each(['doing fine 36.5', 'rapid test negative 36.5', 'fewer people on the street 36.5'])(
    'is not made of a word that is one letter away: %s',
    async (text) => {
      expect(await asked(text)).toMatchObject({ record: reading(365), opened: [] })
    },
  )
})

describe('words beside a reading', () => {
  it.each([
    ['36.5 feverr', 'fever'],
    ['36.5 feaver', 'fever'],
    ['36.5 diarhea', 'diarrhoea'],
    ['36.5 coughin', 'dry_cough'],
    ['36.5 coughh', 'dry_cough'],
    ['36.5 hedache', 'other'],
    ['36.5 心慌', 'other'],
    ['36.5 腰疼', 'other'],
    ['36.5 胃不舒服', 'other'],
  ])('are a symptom, also misspelt: %s', async (text, symptom) => {
    expect((await asked(text)).record).toEqual(reading(365, [symptom]))
  })

  it.each(['36.5 身上发烫', '36.5 took paracetamol', '36.5 吃了布洛芬', '36.5 喝了板蓝根'])(
    'that are none are kept for a person to read: %s',
    async (text) => {
      expect(await asked(text)).toMatchObject({ record: reading(365), note: true, tell: 'person' })
    },
  )
})

describe('a cry for help', () => {
  it.each([
    '救命',
    '老人晕倒了',
    '救命，晕倒了',
    'help me',
    'please call 120',
    '我婆婆从马桶上溜下去坐地上了，拉不动',
    '俺娘半边身子突然不听使唤',
    '液化气好像漏了满屋子味',
    'someone is trying to break in my door',
    'I swallowed all the pills',
    '快来人',
    '我妈昏过去了',
    '爸爸没有呼吸了',
    'Help! My mother fainted',
    'call an ambulance',
    'we need an ambulance',
    '叫救护车',
    '36.8 核酸阳性',
    '36.9 tested positive',
    '36.6 吐血了',
    '36.5 咯血',
  ])('is danger and no unclear reply, with a reading or without one: %s', async (text) => {
    const { opened, back, tell, counted } = await asked(text)
    expect(opened).toContain('danger')
    expect([back, tell, counted]).toEqual([['danger'], 'urgent', false])
  })
})

describe('words that may mean danger', () => {
  it.each(['我家老头子喊他不睁眼'])('are no danger, and the worker reads them at once: %s', async (text) => {
    const { opened, told } = await asked(text)
    expect(opened).not.toContain('danger')
    expect(told).toContain('read_now')
  })
})

describe('a mild finding', () => {
  it.each(['37.4', '37.3', '36.5 a bit tired', '36.5 有点疲劳', '36.6 轻微咳嗽'])(
    'is answered gently, and leaves the prompts on: %s',
    async (text) => {
      expect(await asked(text)).toMatchObject({
        opened: ['fever'],
        back: ['measure_again'],
        statuses: ['following'],
      })
    },
  )
})

describe('kind words', () => {
  const words = ['收到', '好的收到，谢谢', '谢谢', 'thank you', 'OK, thanks', '👌', '多谢', '知道了']

  it.each(words)('in answer to the welcome are not counted, and not answered: %s', async (text) => {
    expect(await welcome(text)).toMatchObject({ counted: false, opened: [], back: [], record: [] })
  })

  it.each([...words, '辛苦了', '晚安', '36.6 谢谢'])(
    'behind a report are not counted either: %s',
    async (text) => {
      expect(await reported(text)).toMatchObject({ counted: false, opened: [], ask: [] })
    },
  )
})

describe('a wish for no more texts', () => {
  it.each([
    '请不要再发短信了',
    '别再给我发短信了',
    '不要发短信给我',
    '别发了',
    '退订',
    'Stop. Thank you',
    'STOP please',
    'stop, thanks!',
    'please stop texting me',
    'unsubscribe please',
    '停止，谢谢',
    '取消',
  ])('is heard however politely it is said, and the worker takes over: %s', async (text) => {
    expect(await asked(text)).toMatchObject({ opened: ['opted_out'], back: [], counted: false })
  })
})

describe('the word stop in a sentence', () => {
  it.each(['bus stop is closed', 'doctor said stop the pills', 'stop sending the car'])(
    'ends no texts: %s',
    async (text) => {
      expect((await asked(text)).does).not.toContain('stop')
    },
  )
})

describe('somebody who is not the returnee', () => {
  it.each([
    '发错人了',
    '我不是张三，你们打错了',
    '我不叫王建国',
    '你打错电话了',
    '号码错了',
    '不认识这个人，发错了',
    'wrong number',
    'you have the wrong person',
  ])('is believed: the right number has to be found: %s', async (text) => {
    expect(await asked(text)).toMatchObject({
      opened: ['wrong_number'],
      back: ['sorry_wrong_number'],
      counted: false,
    })
  })
})

describe('our own words that come back', () => {
  it.each([
    '【六清】请量2/22早体温，11:00前回复数字，如36.5。哪里不舒服也请写上。',
    '【六清】今早36.5℃已记。请量2/15晚体温，21:00前回复数字。',
    '转发：【六清】请量2/15早体温，11:00前回复数字，如36.5。',
  ])('are no report: %s', async (text) => {
    expect(await asked(text)).toMatchObject({
      record: [],
      opened: [],
      back: [],
      does: ['ignore'],
      statuses: ['following'],
    })
  })
})

describe('something that is needed', () => {
  it.each([
    ['NEED rice and medicine', 'groceries'],
    ['need medicine', 'medicine'],
    ['家里没米没药了', 'groceries'],
    ['NEED food', 'meal'],
    ['请帮我买药', 'medicine'],
  ])('is a request with an owner, and answered as one: %s', async (text, need) => {
    expect(await asked(text)).toMatchObject({
      opened: ['request'],
      does: [`request:${need}`],
      back: ['request_noted'],
      counted: false,
    })
  })
})
