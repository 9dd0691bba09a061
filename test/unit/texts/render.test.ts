import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../core/domain/community.ts'
import { Answer, Outcome } from '../../../core/domain/escalation.ts'
import { MatterKind, RungName } from '../../../core/domain/rule-book.ts'
import type { JsonObject } from '../../../core/json.ts'
import { render } from '../../../core/texts/render.ts'
import { segments } from '../../../core/texts/segments.ts'
import type { TemplateName, Templates } from '../../../core/texts/templates.ts'

const slot = { date: '2020-12-14', half: 'evening' } as const
const time = '20:30'
const date = '2020-12-28'
const due = { date, time }
const tenths = 385
const member = 'B'
const code = '4821'
const person = '阿卜杜热西提·买买提艾力'
const place = '清友西里社区12号楼3单元1502室'
const latin = { person: 'Bartholomew Featherstonehaugh', place: 'Building 12, Entrance 3, Flat 1502' }

const matters: Templates['matter'][] = MatterKind.options.flatMap((kind) =>
  RungName.options.flatMap((rung) => [
    { kind, rung, code, person, place, due, slot, tenths, symptoms: true },
    { kind, rung, code, ...latin, due, slot, tenths, symptoms: true },
    { kind, rung, code, person, place, due: { time } },
    ...Answer.options.flatMap((unconfirmed) => [
      { kind, rung, code, person, place, due, slot, tenths, symptoms: true, unconfirmed },
      { kind, rung, code, ...latin, due, slot, tenths, symptoms: true, unconfirmed },
    ]),
  ]),
)

/** Every template with its longest parameters, and with its optional ones left out. */
const samples: { readonly [Name in TemplateName]: Templates[Name][] } = {
  welcome: [{ member, days: 14, first: { slot, time } }, { days: 14 }],
  instructions: [{ member }, {}],
  commitment: [{ member, until: date }],
  prompt: [{ member, slot, closes: time }],
  reminder: [{ member, slot, closes: time }],
  thanks: [{ member, slot, tenths }],
  extraThanks: [{ member, tenths }],
  late: [{ member, slot, tenths }],
  alreadyReported: [{ member, slot, tenths }],
  confirm: [{ member, tenths }],
  ambiguous: [{ member }],
  outOfRange: [{ member, tenths: 1999 }],
  unreadable: [{ member }],
  workerWillCall: [{ member }],
  fever: [
    { member, tenths, clinic: '天津市第一中心医院东院区发热门诊' },
    { member, clinic: 'Saint Bartholomew General Hospital' },
    { tenths, clinic: 'Saint Bartholomew General Hospital' },
    {},
  ],
  measureAgain: [{ member, minutes: 30 }],
  measurePrompt: [{ member }],
  whichMember: [{ letters: [...'ABCDEFGH'] }],
  resumed: [{ member }],
  ended: [{ member, date }],
  released: [{ member, date, time, number: 'QYXL-2020-000123-A-and-more' }],
  held: [{ member, until: date }],
  backToFollowing: [{ member }],
  unknownNumber: [{ phone: '+8613800001111222' }],
  help: [{ member }],
  newReturnee: [
    { code, person, place, until: date },
    { person, place, until: date },
    { code, ...latin, until: date },
  ],
  measureForThem: [
    { code, person, place, slot, closes: time },
    { code, ...latin, slot, closes: time },
  ],
  matter: matters,
  matterSettled: Outcome.options.map((how) => ({ code, how })),
  noted: Answer.options.map((answer) => ({ code, answer })),
  echo: Answer.options.flatMap((answer) =>
    [true, false].flatMap((urgent) => [
      { code, person, place, answer, phone: '+8613800001111222', oneTime: 'W7391', until: time, urgent },
      { code, ...latin, answer, phone: '+8613800001111222', oneTime: 'W7391', until: time, urgent },
      { code, person, place, answer, oneTime: 'W7391', until: time },
    ]),
  ),
  sayOnly: Answer.options.map((answer) => ({ code, answer })),
  notPossibleNow: Answer.options.map((answer) => ({ code, answer })),
  notConfirmed: (['unknown', 'used', 'expired', 'replaced', 'unclear'] as const).map((why) => ({
    oneTime: 'W7391',
    why,
  })),
  lapsed: Answer.options.flatMap((answer) => [
    { code, person, place, answer },
    { code, ...latin, answer },
  ]),
  answerHelp: [{ code }, {}],
  secondReading: [
    { code, person, tenths },
    { code, person: latin.person, tenths },
  ],
}

const chinese = { language: 'zh-CN', signature: '清友西里社区防控' } as const
const english = { language: 'en', signature: 'Qingyou West Lane'.slice(0, 16) } as const
const sixclear = { language: 'en', signature: 'Sixclear' } as const
const liuqing = { language: 'zh-CN', signature: '六清' } as const

const texts = <Name extends TemplateName>(
  template: Name,
  style: { language: Language; signature: string },
): string[] => samples[template].map((params: Templates[Name]) => render(template, params, style))

const names: TemplateName[] = [
  'welcome',
  'instructions',
  'commitment',
  'prompt',
  'reminder',
  'thanks',
  'extraThanks',
  'late',
  'alreadyReported',
  'confirm',
  'ambiguous',
  'outOfRange',
  'unreadable',
  'workerWillCall',
  'fever',
  'measureAgain',
  'measurePrompt',
  'whichMember',
  'resumed',
  'ended',
  'released',
  'held',
  'backToFollowing',
  'unknownNumber',
  'help',
  'newReturnee',
  'measureForThem',
  'matter',
  'matterSettled',
  'noted',
  'echo',
  'sayOnly',
  'notPossibleNow',
  'notConfirmed',
  'lapsed',
  'answerHelp',
  'secondReading',
]

describe('the texts', () => {
  it('are all looked at here', () => {
    expect([...names].sort()).toEqual(Object.keys(samples).sort())
  })

  it.each(names)('fit one segment in Chinese with the longest words and signature: %s', (name) => {
    for (const text of texts(name, chinese)) {
      const { units, segments: count } = segments(text)
      expect(count, `${units} units: ${text}`).toBe(1)
    }
  })

  it.each(names)('stay in GSM-7 and fit one segment in English, even for Chinese names: %s', (name) => {
    for (const text of texts(name, english)) {
      const { encoding, units, segments: count } = segments(text)
      expect([encoding, count], `${units} units: ${text}`).toEqual(['GSM-7', 1])
    }
  })

  it.each(names)('say nothing of undefined, hold no link and no missing word: %s', (name) => {
    for (const text of [...texts(name, chinese), ...texts(name, english)]) {
      expect(text).not.toMatch(/undefined|NaN|null|\[object|https?:|www\.|\s{2}|，。|。。|, ,|: :|^\s|\s$/)
    }
  })

  it.each(names)('begin with the signature: %s', (name) => {
    for (const text of texts(name, liuqing)) expect(text.startsWith('【六清】')).toBe(true)
    for (const text of texts(name, sixclear)) expect(text.startsWith('Sixclear: ')).toBe(true)
  })

  it('fit one segment whatever a person, a place or a clinic is called', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...matters), (someone, somewhere, matter) => {
        for (const style of [chinese, english]) {
          const params = { code, person: someone, place: somewhere }
          const all = [
            render('matter', { ...matter, ...params }, style),
            render('newReturnee', { ...params, until: date }, style),
            render('measureForThem', { ...params, slot, closes: time }, style),
            render('secondReading', { ...params, tenths }, style),
            render('lapsed', { ...params, answer: 'number mended' }, style),
            render(
              'echo',
              {
                ...params,
                answer: 'number mended',
                phone: someone,
                oneTime: 'W7391',
                until: time,
                urgent: true,
              },
              style,
            ),
            render('fever', { member, tenths, clinic: somewhere }, style),
            render('released', { member, date, time, number: someone }, style),
            render('unknownNumber', { phone: someone }, style),
          ]
          for (const text of all) expect(segments(text).segments, text).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('can be kept as JSON with their parameters', () => {
    const kept: JsonObject[] = [...samples.welcome, ...samples.fever, ...samples.whichMember, ...matters]
    for (const params of kept) expect(JSON.parse(JSON.stringify(params))).toEqual(params)
  })
})

describe('a text to a resident', () => {
  it('names the date and the half of the day it asks for', () => {
    const params = { slot: { date: '2020-02-14', half: 'morning' }, closes: '11:00' } as const
    expect(render('prompt', params, liuqing)).toContain('2/14早')
    expect(render('prompt', params, liuqing)).toContain('11:00')
    expect(render('prompt', params, sixclear)).toContain('14 Feb am')
    const evening = { ...params, slot: { date: '2020-02-14', half: 'evening' } } as const
    expect(render('prompt', evening, liuqing)).toContain('2/14晚')
    expect(render('prompt', evening, sixclear)).toContain('14 Feb pm')
  })

  it('differs from slot to slot, so that no carrier drops it as a repetition', () => {
    const morning = render('prompt', { slot: { date, half: 'morning' }, closes: time }, liuqing)
    expect(render('prompt', { slot: { date, half: 'evening' }, closes: time }, liuqing)).not.toBe(morning)
  })

  it('says the temperature back', () => {
    expect(render('thanks', { slot, tenths: 365 }, liuqing)).toContain('36.5℃')
    expect(render('thanks', { slot, tenths: 370 }, sixclear)).toContain('37.0 C')
  })

  it('names the family member by letter when several share the phone', () => {
    expect(render('measurePrompt', { member: 'B' }, liuqing)).toMatch(/^【六清】B：/)
    expect(render('measurePrompt', { member: 'B' }, sixclear)).toMatch(/^Sixclear: B: /)
    expect(render('measurePrompt', {}, liuqing)).not.toContain('：')
  })

  it('tells someone with a fever to stay in, wear a mask, wait for the car and take no public transport', () => {
    const text = render('fever', { tenths: 385, clinic: '市一院' }, liuqing)
    for (const word of ['38.5℃', '在家', '口罩', '专车', '市一院', '不要坐公交地铁'])
      expect(text).toContain(word)
    expect(render('fever', {}, sixclear)).toContain('no bus or metro')
  })
})

describe('a matter told to staff', () => {
  const silence = {
    kind: 'silence',
    rung: 'grid worker',
    code,
    person: '王小明',
    place: '3-2-501',
    due: { time: '13:00' },
    slot: { date: '2020-02-14', half: 'morning' },
  } as const

  it('says who, where, what, until when and how to answer', () => {
    const text = render('matter', silence, liuqing)
    for (const word of ['4821', '王小明', '3-2-501', '2/14早未报', '13:00前', '回4821+到/不在/拒'])
      expect(text).toContain(word)
  })

  it('asks each rung for its own part', () => {
    const rungs = ['grid worker', 'street office', 'police station'] as const
    const asked = new Set(rungs.map((rung) => render('matter', { ...silence, rung }, liuqing)))
    expect(asked.size).toBe(rungs.length)
  })

  it('names the day when the matter is not due today', () => {
    const tomorrow = { ...silence, due: { date: '2020-02-15', time: '08:00' } }
    expect(render('matter', tomorrow, liuqing)).toContain('15日08:00前')
    expect(render('matter', tomorrow, sixclear)).toContain('15 Feb 08:00')
  })

  it('does not hide symptoms behind a normal temperature', () => {
    const fever = { ...silence, kind: 'fever', rung: 'worker and doctor', tenths: 366 } as const
    expect(render('matter', { ...fever, symptoms: true }, liuqing)).toContain('36.6℃有症状')
    expect(render('matter', { ...fever, symptoms: true }, sixclear)).toContain('36.6 C, symptoms')
  })

  it('leaves out of an English text what cannot be written in it', () => {
    expect(render('matter', { ...silence, place: '3栋2单元501' }, sixclear)).toContain(
      '4821 3-2-501: no report',
    )
    expect(render('matter', { ...silence, place: '八楼' }, sixclear)).toContain(': 4821: no report')
    expect(render('secondReading', { code, person: '王', tenths }, sixclear)).toContain('4821: second')
  })
})
