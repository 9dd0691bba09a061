import { describe, expect, it } from 'vitest'
import { residentIn } from './text-outcome.ts'

const asked = residentIn('asked')
const missed = residentIn('missed')
const family = residentIn('family')

describe('a reading whose tenths stand apart', () => {
  it.each([
    ['37 度 5', 375],
    ['38 度 2', 382],
    ['三十七 度 五', 375],
    ['卅六度五', 365],
    ['卅七点八', 378],
    ['体温37点5 张伟', 375],
    ['38点2 王芳', 382],
    ['37度5 老王', 375],
    ['37,8 人没事', 378],
    ['37。9没事', 379],
    ['temp 37. 8 no cough', 378],
    ['37 degrees 8', 378],
    ['38 degrees 2', 382],
    ['37 度 半', 375],
    ['38点半', 385],
    ['住38号楼 501室37 点 9', 379],
    ['temp: 37 .6', 376],
    ['体温:36 9', 369],
  ])('keeps them: %s', async (text, tenths) => {
    expect((await asked(text)).record).toEqual([{ who: 'self', when: 'now', tenths, symptoms: [] }])
  })

  it.each([
    ['体温：37 8', 378],
    ['体温：38 4', 384],
    ['T: 37 9', 379],
    ['37_8', 378],
    ['37/8', 378],
    ['37～8', 378],
    ['37(8)', 378],
    ['37 8度', 378],
  ])('is asked about with them, and a fever is not held back by the question: %s', async (text, tenths) => {
    const { askedIf, record, opened } = await asked(text)
    expect(askedIf).toBe(tenths)
    expect(record.map((one) => one.tenths)).toEqual([tenths])
    expect(opened).toEqual(['fever'])
  })
})

describe('a letter in the place of a digit', () => {
  it.each(['37.S', '37.O', 'l00', '36.o', '37.B', '3B.5', '37,S', '37:S', '36点溜'])(
    'is neither cut off nor guessed, and another text is asked for: %s',
    async (text) => {
      expect(await asked(text)).toMatchObject({ record: [], opened: [], back: ['unreadable'] })
    },
  )
})

describe('several readings in one text', () => {
  it.each(['早36.5晚36.7', '36.5早 36.7晚', '早:36.5 晚:36.7', 'morning 36.5 evening 36.7'])(
    'go each to the half that it names: %s',
    async (text) => {
      expect((await missed(text)).record).toEqual([
        { who: 'self', when: 'morning', tenths: 365, symptoms: [] },
        { who: 'self', when: 'now', tenths: 367, symptoms: [] },
      ])
    },
  )

  it.each(['39度多', '超过39度了', '快39度了', 'over 39', '39.5以上', '大概38度多'])(
    'or one that is not exact opens the matter at once where it can only be a fever, and is asked for besides: %s',
    async (text) => {
      const { opened, statuses, back } = await asked(text)
      expect([opened, statuses, back]).toEqual([['fever'], ['referred'], ['fever', 'unreadable']])
    },
  )

  it.each(['早上39.2，刚才又量39.6', '早上38.9现在39.4', '39.1 39.3', '38.9或者39', '一会39.1一会38.6'])(
    'that all are a fever open the matter at once: %s',
    async (text) => {
      const { opened, statuses, counted, back } = await asked(text)
      expect([opened, statuses, counted]).toEqual([['fever'], ['referred'], false])
      expect(back.filter((template) => template === 'fever')).toHaveLength(1)
    },
  )

  it('of which only one is a fever are asked about', async () => {
    expect(await asked('36.5还是38.5')).toMatchObject({ record: [], back: ['ambiguous'] })
  })
})

describe('a reading of yesterday', () => {
  it.each([
    ['昨天晚上36.9', 369],
    ['昨晚36.8', 368],
    ['last night 36.9', 369],
    ['yesterday evening 36.8', 368],
  ])('fills nothing of today: %s', async (text, tenths) => {
    expect((await missed(text)).record).toEqual([
      { who: 'self', when: 'yesterday_evening', tenths, symptoms: [] },
    ])
  })
})

describe('a fever of yesterday beside the reading of today', () => {
  it.each(['昨天38.1今天36.6', 'yesterday 38.5 today 36.6'])('is asked about: %s', async (text) => {
    const { record, ask } = await asked(text)
    expect([record.map(({ tenths }) => tenths), ask]).toEqual([[366], ['when']])
  })
})

describe('a number that was not measured', () => {
  it.each([
    '昨天36.5今天还没量',
    '昨天36.6，今天还没来得及量',
    '没量体温，应该36.5左右',
    '还没量，大概36.6吧',
    '大约36.5，没量',
    '请回复体温，例如36.5',
    '请回复数字，如36.5',
    '上次是36.5',
    '希望是36.5',
    '就当36.5吧',
    '手册上写36.5正常',
  ])('is no report, and the reading is asked for: %s', async (text) => {
    expect(await asked(text)).toMatchObject({ record: [], opened: [], statuses: ['following'] })
    expect((await asked(text)).ask).not.toEqual([])
  })

  it.each([
    '如果到38.5怎么办',
    '要是烧到38怎么办？',
    '如果超过37.3怎么办',
    'what if it reaches 38.5?',
    '烧到39度会怎么样',
    '正常体温是36.5吗',
    'do I write 36.5?',
    '你们说发36.5这样的数字？',
  ])('but asked about has an answer, and goes to a person: %s', async (text) => {
    expect(await asked(text)).toMatchObject({
      record: [],
      opened: [],
      statuses: ['following'],
      back: ['answer'],
      note: true,
    })
  })
})

describe('a fever with a question behind it', () => {
  it.each(['体温38.5要吃药了', '38.6要吃药', '量出来38.6，会怎么样', '医生说38.5要吃药'])(
    'is recorded: %s',
    async (text) => {
      expect((await asked(text)).opened).toEqual(['fever'])
    },
  )
})

describe('who is spoken of at home', () => {
  it.each([
    ['除了妈妈都是36.5', ['self', 'B', 'D']],
    ['all but mum 36.5', ['self', 'B', 'D']],
    ['老婆说我38.1', ['self']],
    ['妈妈给我量了38.1', ['self']],
  ])('is who was measured: %s', async (text, whose) => {
    expect((await family(text)).record.map(({ who }) => who).sort()).toEqual([...whose].sort())
  })

  it.each(['both 36.5', '两个人36.5，另外两个36.8'])('is asked where it is not said: %s', async (text) => {
    expect(await family(text)).toMatchObject({ record: [], ask: ['who'] })
  })
})

describe('readings of several at home', () => {
  const healthyAndIll = [
    { who: 'self', when: 'now', tenths: 365, symptoms: [] },
    { who: 'B', when: 'now', tenths: 389, symptoms: [] },
  ]

  it.each(['38.6 C B36.5', '38.6 C B 36.5'])(
    'are of the name behind them where another name begins the next: %s',
    async (text) => {
      const { record } = await family(text)
      expect(record.map(({ who, tenths }) => [who, tenths]).sort()).toEqual([
        ['B', 365],
        ['C', 386],
      ])
    },
  )

  it.each(['36.5A 38.9B', '36.5A38.9B', '36.5A,38.9B'])(
    'are of the letters glued to them: %s',
    async (text) => {
      const { record } = await family(text)
      expect(record.map(({ who, tenths }) => [who, tenths])).toEqual([
        ['self', 365],
        ['B', 389],
      ])
    },
  )

  it.each(['all of us 36.5 36.4 36.3 36.7', '我妈36.2，另外两个36.5 36.8'])(
    'without names are nobody’s, whoever was named before: %s',
    async (text) => {
      const { record, ask } = await family(text)
      expect(record.filter(({ who }) => who !== 'C')).toEqual([])
      expect(ask).toEqual(['who'])
    },
  )

  it('of one person count before what is said of all', async () => {
    const { record, ask } = await family('everyone 36.5 except gran 36.0')
    expect([record.find(({ who }) => who === 'C')?.tenths, record.length, ask]).toEqual([360, 4, []])
  })

  it.each(['A 36.5 B 38.9', 'A：36.5 B：38.9', '36.5 A，38.9 B', '36.5（A）38.9（B）', '我36.5 李梅38.9'])(
    'go to whom the letters and marks leave no doubt about: %s',
    async (text) => {
      expect((await family(text)).record).toEqual(healthyAndIll)
    },
  )

  it.each(['36.5 A 38.9 B', '38.9 A 36.5 B', '36.7 王建国 38.6 李梅'])(
    'go to nobody where a letter may belong to the number on either side, and it is asked: %s',
    async (text) => {
      const { record, ask, back, note } = await family(text)
      expect(record).toEqual([])
      expect([ask, back, note]).toEqual([['who'], ['which_member'], true])
    },
  )
})
