import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../../core/report/read-report.ts'

const rules = { plausible: { min: 350, max: 420 }, confirm: { min: 340, max: 430 } }
const read = (text: string) => readReport(text, rules)

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

describe('a report parser', () => {
  it('reads every written form of every temperature a thermometer shows as that temperature', () => {
    for (let tenths = 350; tenths <= 420; tenths += 1)
      for (const form of formsOf(tenths)) expect(read(form), form).toMatchObject({ kind: 'report', tenths })
  })

  it('never throws and never leaves the range, whatever it is sent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = read(text)
        if (reading.kind === 'report') {
          expect(reading.tenths).toBeGreaterThanOrEqual(350)
          expect(reading.tenths).toBeLessThanOrEqual(420)
        }
        if (reading.kind === 'confirm') {
          expect(reading.tenths).toBeGreaterThanOrEqual(340)
          expect(reading.tenths).toBeLessThanOrEqual(430)
        }
        if (reading.kind === 'ambiguous') expect(reading.candidates.length).toBeGreaterThan(1)
        if (reading.kind === 'symptoms') expect(reading.symptoms.length).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not mind spaces around a text nor full-width characters in it', () => {
    fc.assert(
      fc.property(anyText, fc.stringMatching(/^[ \n\t\u3000]{0,3}$/), (text, space) => {
        expect(read(space + text + space)).toEqual(read(text))
      }),
    )
    fc.assert(
      fc.property(tenthsOf, fc.nat(), (tenths, pick) => {
        const forms = formsOf(tenths)
        const form = forms[pick % forms.length] ?? ''
        expect(read(fullWidth(form))).toEqual(read(form))
      }),
    )
  })

  it.each([
    ['dates', dates],
    ['times', times],
    ['rooms', rooms],
    ['phones', phones],
  ])('never takes %s alone for a temperature', (_, numbers) => {
    fc.assert(
      fc.property(numbers, (text) => {
        expect(read(text), text).toEqual({ kind: 'unreadable', why: 'no temperature' })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['dates', dates],
    ['times', times],
    ['rooms', rooms],
    ['phones', phones],
  ])('is not led astray by %s around a clear temperature', (_, numbers) => {
    fc.assert(
      fc.property(
        tenthsOf,
        numbers,
        fc.constantFrom(' ', '，', ', ', '。 ', '；'),
        (tenths, other, between) => {
          const plain = `${Math.floor(tenths / 10)}.${tenths % 10}`
          for (const temperature of [plain, `体温${plain}`, `${plain}℃`, plain.replace('.', '度')])
            for (const text of [other + between + temperature, temperature + between + other])
              expect(read(text), text).toMatchObject({ kind: 'report', tenths })
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['2/14早36.5', 365],
    ['2月14日36.5', 365],
    ['14日36度5', 365],
    ['8点36.5', 365],
    ['早8:00体温36.5', 365],
    ['3栋2单元501体温36.5', 365],
    ['501室36.5', 365],
    ['第14天，36.7', 367],
    ['36岁，36.8', 368],
    ['血氧98，脉搏72，36.4', 364],
    ['36.5 36.5', 365],
    ['97.7F (36.5C)', 365],
    ['不是36.5，是36.8', 368],
    ['36.5，没超过37.3', 365],
    ['412 36.5', 365],
    ['3️⃣6️⃣.5️⃣', 365],
    ['今天体温正常，37', 370],
    ['14日 37', 370],
    ['下午一点三十六度五', 365],
    ['有一点累，三十六度二', 362],
    ['no 36.5', 365],
    ['是36.5', 365],
    ['A36.5', 365],
    ['张三36.5', 365],
    ['36.5李四', 365],
    ['一家三口都是36.5', 365],
  ])('reads %s', (text, tenths) => {
    expect(read(text)).toMatchObject({ kind: 'report', tenths })
  })

  it('rounds hundredths to the nearest tenth, halves up', () => {
    expect(read('36.54')).toMatchObject({ kind: 'report', tenths: 365 })
    expect(read('36.55')).toMatchObject({ kind: 'report', tenths: 366 })
    expect(read('37.25')).toMatchObject({ kind: 'report', tenths: 373 })
  })

  it('converts what is marked as Fahrenheit and says from what', () => {
    expect(read('97.9F')).toMatchObject({ tenths: 366, convertedFrom: { fahrenheitTenths: 979 } })
  })

  it('notes the half of the day that was named', () => {
    expect(read('早36.5')).toMatchObject({ half: 'morning' })
    expect(read('36.5 this evening')).toMatchObject({ half: 'evening' })
    expect(read('36.5 8pm')).toMatchObject({ half: 'evening' })
    for (const text of ['36.5', 'I am 36.5', '昨晚36.5', '早晚都是36.5', '36.5，晚点再量'])
      expect(read(text), text).not.toHaveProperty('half')
  })
})

describe('what a report parser asks back about', () => {
  it.each([
    ['365', 365, 'no decimal point'],
    ['体温365', 365, 'no decimal point'],
    ['三六五', 365, 'no decimal point'],
    ['三百六十五', 365, 'no decimal point'],
    ['三百零一 365', 365, 'no decimal point'],
    ['36 5', 365, 'no decimal point'],
    ['36、5', 365, 'no decimal point'],
    ['36. 5', 365, 'no decimal point'],
    ['三十六 五', 365, 'no decimal point'],
    ['我这里37', 370, 'no decimal point'],
    ['34.5', 345, 'unusually low'],
    ['34', 340, 'unusually low'],
    ['42.5', 425, 'unusually high'],
    ['97.9', 366, 'maybe fahrenheit'],
    ['temp 99', 372, 'maybe fahrenheit'],
    ['100', 378, 'maybe fahrenheit'],
    ['超过38', 380, 'not exact'],
    ['38.5以上', 385, 'not exact'],
    ['37度多', 370, 'not exact'],
    ['没超过37.3', 373, 'not exact'],
    ['37.3以下', 373, 'not exact'],
  ])('asks about %s', (text, tenths, why) => {
    expect(read(text)).toMatchObject({ kind: 'confirm', tenths, why })
  })

  it('asks about every temperature written without its point, and about each unusual one', () => {
    for (let tenths = 340; tenths <= 430; tenths += 1) {
      expect(read(String(tenths))).toMatchObject({ kind: 'confirm', tenths })
      if (tenths < 350 || tenths > 420)
        expect(read(`${Math.floor(tenths / 10)}.${tenths % 10}`)).toMatchObject({ kind: 'confirm', tenths })
    }
  })

  it.each([
    ['36.5 38.2', [365, 382]],
    ['早36.5晚36.8', [365, 368]],
    ['36.5-37.0', [365, 370]],
    ['36-37', [360, 370]],
    ['36.5到37度', [365, 370]],
    ['36,37', [360, 370]],
    ['36.5 38', [365, 380]],
    ['36.5，昨天超过38', [365, 380]],
    ['36.5 or 99.5', [365, 375]],
    ['38.9 36.5 37.0', [365, 370, 389]],
  ])('does not choose between several temperatures: %s', (text, candidates) => {
    expect(read(text)).toMatchObject({ kind: 'ambiguous', candidates })
  })

  it('finds any two different temperatures ambiguous, in either order', () => {
    fc.assert(
      fc.property(tenthsOf, tenthsOf, (a, b) => {
        fc.pre(a !== b)
        const text = (n: number) => `${Math.floor(n / 10)}.${n % 10}`
        expect(read(`${text(a)} ${text(b)}`)).toMatchObject({
          kind: 'ambiguous',
          candidates: [Math.min(a, b), Math.max(a, b)],
        })
      }),
    )
  })
})

describe('what a report parser refuses', () => {
  it.each([
    ['45.2', 452],
    ['20.5', 205],
    ['33.9', 339],
    ['43.1', 431],
    ['110F', 433],
    ['120.0', 1200],
    ['97.9℃', 979],
  ])('finds %s out of range', (text, tenths) => {
    expect(read(text)).toMatchObject({ kind: 'out of range', tenths })
  })

  it.each([
    ...[
      '36岁',
      '36周岁',
      'aged 36',
      '36.5元',
      '¥36.5',
      '36%',
      '36.5%',
      '36.5kg',
      '36.5公斤',
      '36个',
      '40 people',
    ],
    ...[
      '13800001111',
      '110101199001011234',
      '11010119900101123X',
      '6222 0212 3456 7890',
      '36.36.36',
      '36.500',
      '365000',
    ],
    ...[
      '502',
      '36室',
      'Room 365',
      'No. 365',
      '#365',
      '36号楼',
      '36路',
      '36 Oak Street',
      '第36天',
      '36分钟',
      '36小时',
    ],
    ...[
      'N95',
      'x36',
      'v36.5',
      '36.5mb',
      '2.14',
      '12.5',
      '5',
      '036.5',
      '٣٦٫٥',
      '٣36.5',
      '100 pages',
      '不是36.5',
    ],
    ...[
      '十分好吗',
      '一切',
      '万一呢',
      '三百零一',
      '两个人',
      '一三八零零零零一一一一',
      '2020年',
      '36-501',
      '!!!',
      '。',
    ],
  ])('finds no temperature in %s', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable', why: 'no temperature' })
  })

  it('says when there was nothing, or too much', () => {
    expect(read('')).toEqual({ kind: 'unreadable', why: 'empty' })
    expect(read(' \n\u200b\u3000')).toEqual({ kind: 'unreadable', why: 'empty' })
    expect(read('36.5'.repeat(300))).toEqual({ kind: 'unreadable', why: 'too long' })
  })
})

describe('commands', () => {
  it.each([
    ...[
      'STOP',
      'stop',
      'Stop.',
      'ARRET',
      'Arrêt',
      'CANCEL',
      'END',
      'OPT-OUT',
      'OPTOUT',
      'QUIT',
      'REMOVE',
      'TD',
    ],
    ...['UNSUBSCRIBE', 'T', 'ｔ', '退订', '退訂', '“退订”', ' TD！'],
  ])('takes %s for a stop', (text) => {
    expect(read(text)).toEqual({ kind: 'stop' })
  })

  it('takes no text for a stop that says more', () => {
    for (const text of ['stop coughing 36.5', 'T36.5', 'the end 36.5'])
      expect(read(text), text).toMatchObject({ kind: 'report' })
    expect(read('please do not stop').kind).toBe('unreadable')
  })

  it.each([
    ['是', 'yes'],
    ['对的。', 'yes'],
    ['Yes!', 'yes'],
    ['👍🏽', 'yes'],
    ['不是', 'no'],
    ['錯了', 'no'],
    ['No', 'no'],
    ['START', 'start'],
    ['恢复', 'start'],
    ['帮助', 'help'],
    ['help', 'help'],
    ['？', 'help'],
  ])('takes %s for %s', (text, kind) => {
    expect(read(text)).toEqual({ kind })
  })
})

describe('symptoms in a report', () => {
  it.each([
    ['发烧', 'fever'],
    ['有点低热', 'fever'],
    ['吃了退烧药', 'fever'],
    ['I feel feverish', 'fever'],
    ['干咳', 'dry cough'],
    ['coughing a lot', 'dry cough'],
    ['浑身无力', 'fatigue'],
    ['没力气', 'fatigue'],
    ['very tired', 'fatigue'],
    ['喉咙有点痛', 'sore throat'],
    ['嗓子不舒服', 'sore throat'],
    ['my throat hurts', 'sore throat'],
    ['没有味觉', 'loss of smell or taste'],
    ['闻不到味道', 'loss of smell or taste'],
    ['嗅觉和味觉都没了', 'loss of smell or taste'],
    ["can't smell", 'loss of smell or taste'],
    ['no sense of taste', 'loss of smell or taste'],
    ['拉肚子', 'diarrhoea'],
    ['diarrhea', 'diarrhoea'],
    ['喘不过气', 'breathlessness'],
    ['胸闷', 'breathlessness'],
    ['short of breath', 'breathlessness'],
    ['頭痛', 'other'],
    ['不太舒服', 'other'],
    ['not feeling well', 'other'],
    ['身体不健康', 'other'],
    ['not very healthy', 'other'],
    ["it isn't all good", 'other'],
    ['有症状', 'other'],
    ['I have symptoms', 'other'],
  ])('are heard without a temperature: %s', (text, symptom) => {
    expect(read(text)).toEqual({ kind: 'symptoms', symptoms: [symptom] })
  })

  it('are heard however the temperature was written', () => {
    const symptoms = ['dry cough']
    expect(read('38.2，咳嗽')).toMatchObject({ kind: 'report', symptoms })
    expect(read('382 咳嗽')).toMatchObject({ kind: 'confirm', symptoms })
    expect(read('36.5 38.2 咳嗽')).toMatchObject({ kind: 'ambiguous', symptoms })
    expect(read('45.2 咳嗽')).toMatchObject({ kind: 'out of range', symptoms })
  })

  it.each([
    ...[
      '体温36.5 无症状',
      '36.5无发热',
      '36.5 没有咳嗽',
      '36.5，不咳嗽',
      '無發燒 36.5',
      '36.5 未见异常',
      '36.5没有不舒服',
    ],
    ...[
      '无发热、咳嗽、乏力 36.5',
      '没有发烧和咳嗽，36.5',
      '不发烧也不咳嗽 36.5',
      '无发热咳嗽，36.5',
      '没有任何症状36.5',
    ],
    ...[
      '没有发烧，咳嗽或乏力 36.5',
      '无发热，无咳嗽，36.5',
      '发热：无 咳嗽：无 36.5',
      '咳嗽没有，36.5',
      '咳嗽无 36.5',
    ],
    ...[
      '嗓子不痛，头也不晕 36.5',
      '味觉没有异常 36.5',
      '没有味觉丧失 36.5',
      '不乏力 36.5',
      '没有无力 36.5',
      '一切正常 36.5',
    ],
    ...[
      '36.5 no cough',
      'no fever, cough or fatigue 36.5',
      'no fever, no cough, 36.5',
      "don't have a fever or cough 36.5",
    ],
    ...[
      '36.5 without any symptoms',
      'not coughing 36.5',
      'neither fever nor cough 36.5',
      'fever: no, cough: no, 36.5',
    ],
    ...[
      'fever-free 36.5',
      '发热× 咳嗽× 36.5',
      '36.5 I am fine',
      '36.5 asymptomatic',
      'haven’t had fever 36.5',
      '没事，36.5',
      '嗅觉味觉正常36.5',
    ],
  ])('are not heard where they are denied: %s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'report', tenths: 365, symptoms: [], symptomsDenied: true })
  })

  it.each([
    ['没有发烧，有点咳嗽 36.5', ['dry cough']],
    ['没有发烧、有咳嗽 36.5', ['dry cough']],
    ['无发热，咳嗽 36.5', ['dry cough']],
    ['没有发烧 咳嗽 36.5', ['dry cough']],
    ['no fever, cough 36.5', ['dry cough']],
    ['no fever but cough 36.5', ['dry cough']],
    ['no change, cough 36.5', ['dry cough']],
    ['cough not better 36.5', ['dry cough']],
    ['咳嗽没好 36.5', ['dry cough']],
    ['咳嗽没有发烧 36.5', ['dry cough']],
    ['发热：无 咳嗽：有 36.5', ['dry cough']],
    ['不停咳嗽 36.5', ['dry cough']],
    ['不但咳嗽，而且发烧 36.5', ['fever', 'dry cough']],
    ['not only a cough 36.5', ['dry cough']],
    ['退烧了 36.5', ['fever']],
  ])('count where the denial does not clearly reach them: %s', (text, symptoms) => {
    const reading = read(text)
    expect(reading).toMatchObject({ kind: 'report', symptomsDenied: false })
    expect('symptoms' in reading && [...reading.symptoms].sort()).toEqual([...symptoms].sort())
  })

  it.each(['36.5 要去发热门诊吗', '36.5', '体温正常36.5', '36.5 辛苦了', '积累 36.5'])(
    'are neither heard nor denied where nothing is said of them: %s',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'report', symptoms: [], symptomsDenied: false })
    },
  )

  it('are read the same wherever they stand around the temperature', () => {
    const words = fc.constantFrom('咳嗽', '没有咳嗽', '无症状', '发烧', 'no cough', 'fatigue', '有点乏力')
    fc.assert(
      fc.property(tenthsOf, words, (tenths, said) => {
        const plain = `${Math.floor(tenths / 10)}.${tenths % 10}`
        expect(read(`${said}，${plain}`)).toEqual(read(`${plain}，${said}`))
      }),
    )
  })
})
