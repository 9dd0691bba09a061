import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Heard } from '../../../core/hearing/heard.ts'
import type { OnPhone } from '../../../core/hearing/reports/people-in-text.ts'
import { readResident } from '../../../core/hearing/resident/read-resident.ts'

const ALONE: readonly OnPhone[] = [{ letter: 'A', names: ['王建国'], relation: 'self' }]
const FAMILY: readonly OnPhone[] = [
  { letter: 'A', names: ['a', '王建国'], relation: 'self' },
  { letter: 'B', names: ['b', '李梅'], relation: 'wife' },
  { letter: 'C', names: ['c', '王桂兰'], relation: 'mother' },
]

const hear = (text: string, people: readonly OnPhone[], asked?: number): Heard =>
  readResident(text, {
    plausible: { min: 350, max: 420 },
    confirm: { min: 340, max: 430 },
    feverFrom: 373,
    people,
    signatures: ['六清'],
    ...(asked === undefined ? {} : { asked: { letter: 'A', tenths: asked } }),
  })
const read = (text: string) => hear(text, ALONE)
const taken = (text: string) =>
  read(text).reports.flatMap(({ tenths }) => (tenths === undefined ? [] : [tenths]))
const askedAbout = ({ doubt }: Heard) => (doubt?.ask === 'confirm' ? doubt.tenths : undefined)

const tenthsOf = fc.integer({ min: 350, max: 420 })
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...'0123456789 .,。，、:-/+%°度点体温早晚无没有不发烧咳嗽一二三十六百FTCab?!\n😀３６．'.split(''),
        ...['fever', 'no ', 'cough', '无症状', '36.5', '体温', ' or ', '没有', '2月14日', '8:00'],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
)

const DIGITS = [...'零一二三四五六七八九']
const inChinese = (whole: number): string => {
  const ones = whole % 10 === 0 ? '' : DIGITS[whole % 10]
  return `${DIGITS[Math.floor(whole / 10)]}十${ones}`
}
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

/** Every way to write a temperature that leaves no doubt. */
const formsOf = (tenths: number): string[] => {
  const whole = Math.floor(tenths / 10)
  const part = tenths % 10
  const plain = `${whole}.${part}`
  const fahrenheit = (Math.round((tenths * 9) / 5 + 320) / 10).toFixed(1)
  return [
    plain,
    `${whole},${part}`,
    `${whole}，${part}`,
    `${whole}。${part}`,
    `${whole}·${part}`,
    `${whole}..${part}`,
    `${whole}．${part}`,
    `${plain}.`,
    `${plain}。`,
    `${plain}0`,
    `${whole}度${part}`,
    `${whole}度${part}分`,
    `${whole}°${part}`,
    `${whole}点${part}`,
    `${plain}度`,
    `${plain}℃`,
    `${plain}°C`,
    `${plain} C`,
    `${plain}摄氏度`,
    `${plain} degrees`,
    `T${plain}`,
    `t:${plain}`,
    `体温${plain}`,
    `體溫：${plain}`,
    `体温是${plain}度，谢谢`,
    `temp is ${plain}`,
    `My temperature: ${plain}.`,
    `早${plain}`,
    `${plain}晚上`,
    `${plain}am`,
    `😀${plain}😀`,
    `*${plain}*`,
    `${inChinese(whole)}度${DIGITS[part]}`,
    `${inChinese(whole)}点${DIGITS[part]}`,
    `体温${inChinese(whole)}度${DIGITS[part]}`,
    `${fahrenheit}F`,
    `${fahrenheit}°F`,
    `华氏${fahrenheit}度`,
    ...(part === 0 ? [`${whole}`, `${whole}度`, `${whole}℃`, `体温${whole}`, inChinese(whole)] : []),
    ...(part === 5 ? [`${whole}度半`, `${inChinese(whole)}度半`] : []),
  ]
}

const two = (n: number): string => String(n).padStart(2, '0')
const dates = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .chain((date) => {
    const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'][
      m - 1
    ]
    return fc.constantFrom(
      ...[
        `${m}/${d}`,
        `${y}-${two(m)}-${two(d)}`,
        `${y}.${m}.${d}`,
        `${y}/${m}/${d}`,
        `${m}月${d}日`,
        `${m}月${d}号`,
      ],
      ...[
        `${y}年${m}月${d}日`,
        `${d}日`,
        `${d}号`,
        `${d} ${month}`,
        `${month} ${d}`,
        `${two(d)}/${two(m)}/${y}`,
        `第${d}天`,
      ],
    )
  })
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .chain(([h, m]) =>
    fc.constantFrom(
      ...[`${h}:${two(m)}`, `${two(h)}:${two(m)}`, `${h}点`, `${h}点${two(m)}分`, `${h}时`, `${h}点半`],
      ...[`${(h % 12) + 1}am`, `${(h % 12) + 1}:${two(m)} pm`],
    ),
  )
const rooms = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 101, max: 4299 }))
  .chain(([building, entrance, room]) =>
    fc.constantFrom(
      ...[
        `${room}室`,
        `${building}栋${entrance}单元${room}`,
        `${building}号楼${room}室`,
        `${entrance}单元${room}`,
      ],
      ...[
        `Room ${room}`,
        `${building}-${entrance}-${room}`,
        `房间${room}`,
        `${building}室`,
        `Flat ${building}`,
      ],
    ),
  )
const phones = fc.oneof(
  fc.stringMatching(/^1[3-9]\d{9}$/),
  fc.stringMatching(/^\+861[3-9]\d{9}$/),
  fc.stringMatching(/^1[3-9]\d [0-9]{4} [0-9]{4}$/),
  fc.stringMatching(/^1[3-9]\d-[0-9]{4}-[0-9]{4}$/),
  fc.stringMatching(/^0\d{2,3}-[2-8]\d{6,7}$/),
)

describe('the reader of residents', () => {
  it('reads every written form of every temperature a thermometer shows as that temperature', () => {
    for (let tenths = 350; tenths <= 420; tenths += 1)
      for (const form of formsOf(tenths)) {
        const heard = read(form)
        expect(
          [...taken(form), askedAbout(heard)].filter((one) => one !== undefined),
          form,
        ).toEqual([tenths])
      }
  })

  it('never throws, never leaves the range, and never uses a number twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const tenths of taken(text)) {
          expect(tenths).toBeGreaterThanOrEqual(350)
          expect(tenths).toBeLessThanOrEqual(420)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('reads full-width characters', () => {
    fc.assert(
      fc.property(tenthsOf, fc.nat(), (tenths, pick) => {
        const forms = formsOf(tenths)
        const form = forms[pick % forms.length] ?? ''
        expect(taken(fullWidth(form))).toEqual(taken(form))
      }),
    )
  })

  it.each([
    ['dates', dates],
    ['times', times],
    ['rooms', rooms],
    ['phones', phones],
  ])('takes %s alone for no temperature', (_, numbers) => {
    fc.assert(
      fc.property(numbers, (text) => {
        expect(taken(text), text).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('a temperature with a space for its point', () => {
  it.each([
    '37 4',
    '没发烧也没咳嗽，37 4',
    '我的体温37 4，祝好',
    'Good morning, it is 37 4. Thanks',
    '早8点37 4',
  ])('is asked about, and never cut to its degrees: %s', (text) => {
    expect(askedAbout(read(text))).toBe(374)
    expect(taken(text)).toEqual([])
  })
})

describe('a number beside a name, a letter or another thing', () => {
  it.each([
    ['李四：三十七度四', [374]],
    ['收到，陈一三十七点八度', [378]],
    ['赵六三十六点九度', [369]],
    ['王三十七度五', [375]],
    ['水温37.5度可以洗澡吗', []],
    ['室温38，体温36.5', [365]],
    ['老王39℃7 室温26度', [397]],
    ['超过39要去医院吗', []],
    ['我烧到超过39了要去医院吗', [390]],
    ['多少度算高，39吗', []],
    ['刚才的37.2打错了，是36.7', [367]],
    ['刚才的99.0 F打错了，是36.7', [367]],
    ['不是华氏99.0度，是36.7', [367]],
  ])('%s', (text, tenths) => {
    expect(taken(text)).toEqual(tenths)
  })

  it('does not take the C of ℃ for somebody of the family', () => {
    expect(hear('A36.3℃\nB37℃8\nC36℃2', FAMILY).reports.map(({ tenths }) => tenths)).toEqual([363, 378, 362])
  })
})

describe('illness in a text', () => {
  it.each([
    ['36.5 咳嗽', ['dry_cough']],
    ['36.5，不咳嗽', []],
    ['36.5 没有发烧', []],
    ['没发烧，就是有点咳嗽 36.5', ['dry_cough']],
    ['36.5 no cough', []],
    ['没有咳嗽和喉咙痛 36.5', []],
    ['Cough: N Fever: N; T 36.5', []],
    ['Dear staff, 36.5', []],
    ['36.5 but I have a cough', ['dry_cough']],
  ])('%s', (text, symptoms) => {
    expect(read(text).reports).toMatchObject([{ tenths: 365, symptoms }])
  })

  it.each(['喘不上气', '我不想活了', '救命', "I can't breathe", 'I want to die'])('%s is danger', (text) => {
    expect(read(text).dangers).not.toEqual([])
  })

  it.each(['要命的天气，36.5', '36.5 笑死我了'])('%s is no danger', (text) => {
    expect(read(text).dangers).toEqual([])
  })
})

describe('the person in a text', () => {
  const whose = (text: string) => hear(text, FAMILY).reports.map(({ letter, tenths }) => [letter, tenths])

  it.each([
    [
      'A36.5 B36.7',
      [
        ['A', 365],
        ['B', 367],
      ],
    ],
    [
      '我36.5，老婆36.7',
      [
        ['A', 365],
        ['B', 367],
      ],
    ],
    ['李梅36.7', [['B', 367]]],
    ['妈妈36.4', [['C', 364]]],
  ])('%s', (text, expected) => {
    expect(whose(text)).toEqual(expected)
  })

  it('asks who is meant where nobody is named', () => {
    expect(hear('36.5', FAMILY)).toMatchObject({ reports: [], doubt: { ask: 'who' } })
  })

  it('gives the one who is not named no number that may be a stranger’s', () => {
    const couple = FAMILY.slice(0, 2)
    expect(hear('wife and kid here are ok, 36.5 and 36.6', couple)).toMatchObject({
      reports: [],
      doubt: { ask: 'who' },
    })
    expect(hear('36.4 B36.7', couple).reports).toHaveLength(2)
  })

  it('records no reading of somebody who is not on the phone', () => {
    expect(taken('我儿子38.5')).toEqual([])
    expect(read('我儿子38.5').feverOfAnother).toBe(true)
  })
})

describe('an answer to the question whether it is 37.0', () => {
  it.each(['yes?', '是吗', 'of course not', 'yes no', '是昨天的', "yes that's my wife's"])(
    '%s is no yes',
    (text) => {
      expect(hear(text, ALONE, 370).answer).not.toBe('yes')
    },
  )

  it.each(['Yes. No cough', '是的，没咳嗽'])('%s is a yes', (text) => {
    expect(hear(text, ALONE, 370).answer).toBe('yes')
  })

  it.each(['是', '对', 'yes', '是的'])('%s is a yes', (text) => {
    expect(hear(text, ALONE, 370).answer).toBe('yes')
  })

  it.each(['不是', 'no', '不对'])('%s is a no', (text) => {
    expect(hear(text, ALONE, 370).answer).toBe('no')
  })
})
