import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../core/community/community.ts'
import type { JsonObject } from '../../../core/json.ts'
import type { Symptom } from '../../../core/meaning.ts'
import { render } from '../../../core/texts/render.ts'
import { segments } from '../../../core/texts/sms-segments.ts'
import type { TemplateName, Templates } from '../../../core/texts/templates.ts'
import {
  code,
  date,
  due,
  matters,
  member,
  person,
  place,
  said,
  samples,
  slot,
  tenths,
  time,
} from './samples.ts'

const chinese = { language: 'zh-CN', signature: '清友西里社区防控' } as const
const english = { language: 'en', signature: 'Qingyou West Lane'.slice(0, 16) } as const
const sixclear = { language: 'en', signature: 'Sixclear' } as const
const liuqing = { language: 'zh-CN', signature: '六清' } as const

const texts = <Name extends TemplateName>(
  template: Name,
  style: { language: Language; signature: string },
): string[] => samples[template].map((params: Templates[Name]) => render(template, params, style))

/** The same with codes of six digits, as they are where shorter ones are scarce. */
const withLongCodes = <Name extends TemplateName>(
  template: Name,
  style: { language: Language; signature: string },
): string[] =>
  samples[template].map((params: Templates[Name]) =>
    render(template, JSON.parse(JSON.stringify(params).replaceAll(`"${code}"`, '"482193"')), style),
  )

const names: TemplateName[] = [
  'welcome',
  'instructions',
  'letters',
  'prompt',
  'reminder',
  'thanks',
  'read_back',
  'which_slot',
  'extra_thanks',
  'late',
  'already_reported',
  'confirm',
  'ambiguous',
  'out_of_range',
  'unreadable',
  'question_ended',
  'worker_will_call',
  'fever',
  'measure_again',
  'measure_prompt',
  'which_member',
  'confirm_number',
  'household_confirmed',
  'which_number',
  'resumed',
  'ended',
  'released',
  'held',
  'last_day_moved',
  'back_to_following',
  'unknown_number',
  'thanks_for_hint',
  'help',
  'new_returnee',
  'last_day_moved_for',
  'moved_away',
  'measure_for_them',
  'read_now',
  'matter',
  'matter_settled',
  'noted',
  'echo',
  'say_only',
  'number_refused',
  'not_possible_now',
  'not_confirmed',
  'lapsed',
  'answer_help',
  'code_unknown',
  'codes_slowed',
  'not_yours',
  'which_community',
  'two_codes',
  'open_codes',
  'on_the_way',
  'false_alarm',
  'second_reading',
  'danger',
  'request_noted',
  'thermometer_comes',
  'sorry_wrong_number',
  'answer',
  'matter_raised',
  'stranger_in_danger',
  'stranger_noted',
  'disruption',
  'disruption_noted',
  'disruption_over',
  'digest',
]

describe('the texts', () => {
  it('are all covered by these tests', () => {
    expect([...names].sort()).toEqual(Object.keys(samples).sort())
  })

  it.each(names)('fit one segment in Chinese with the longest words and signature: %s', (name) => {
    for (const text of [...texts(name, chinese), ...withLongCodes(name, chinese)]) {
      const { units, segments: count } = segments(text)
      expect(count, `${units} units: ${text}`).toBe(1)
    }
  })

  it.each(names)('stay in GSM-7 and fit one segment in English, even for Chinese names: %s', (name) => {
    for (const text of [...texts(name, english), ...withLongCodes(name, english)]) {
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
            render('new_returnee', { ...params, until: date, signed: false }, style),
            render('measure_for_them', { ...params, slot, closes: time }, style),
            render('second_reading', { ...params, tenths }, style),
            render('lapsed', { ...params, answer: 'number_mended' }, style),
            render(
              'echo',
              {
                ...params,
                kind: 'silence',
                answer: 'number_mended',
                phone: someone,
                oneTime: 'W73915062',
                until: time,
                urgent: true,
              },
              style,
            ),
            render('fever', { member, tenths, clinic: somewhere }, style),
            render('released', { member, date, time, number: someone }, style),
            render(
              'welcome',
              { until: date, first: slot, worker: someone, workerPhone: '+123456789012345' },
              style,
            ),
            render('letters', { members: [...'ABCD'].map((letter) => ({ letter, name: someone })) }, style),
            render('unknown_number', { phone: someone }, style),
          ]
          for (const text of all) expect(segments(text).segments, text).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('can be kept as JSON with their parameters', () => {
    const kept: JsonObject[] = [...samples.welcome, ...samples.fever, ...samples.which_member, ...matters]
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
    const period = { slot, day: 5, left: 9 }
    expect(render('thanks', { ...period, tenths: 365 }, liuqing)).toContain('36.5℃')
    expect(render('thanks', { ...period, tenths: 370 }, sixclear)).toContain('37.0 C')
  })

  it('names the family member by letter when several share the phone', () => {
    expect(render('measure_prompt', { member: 'B' }, liuqing)).toMatch(/^【六清】B：/)
    expect(render('measure_prompt', { member: 'B' }, sixclear)).toMatch(/^Sixclear: B: /)
    expect(render('measure_prompt', {}, liuqing)).not.toContain('：')
  })

  it('tells someone with a fever to stay in, wear a mask, wait for the car and take no public transport', () => {
    const text = render('fever', { tenths: 385, clinic: '市一院' }, liuqing)
    for (const word of ['38.5℃', '在家', '口罩', '专车', '市一院', '不要坐公交地铁'])
      expect(text).toContain(word)
    expect(render('fever', {}, sixclear)).toContain('no bus or metro')
  })
})

describe('a prompt', () => {
  const slot = { date: '2020-02-15', half: 'morning' } as const
  const asked = { slot, closes: '11:00' }

  it('names the last reading that was kept', () => {
    const last = { date: '2020-02-14', half: 'evening', tenths: 365 } as const
    expect(render('prompt', { ...asked, last }, liuqing)).toContain('昨晚36.5已记')
    expect(render('prompt', { ...asked, last }, sixclear)).toContain('Last: 36.5 yesterday evening.')
    expect(render('reminder', { ...asked, last }, liuqing)).toContain('昨晚36.5已记')
  })

  it('says kindly that the last one was missed', () => {
    const last = { date: '2020-02-14', half: 'evening' } as const
    expect(render('prompt', { ...asked, last }, liuqing)).toContain('昨晚没收到，不要紧')
    expect(render('prompt', { ...asked, last }, sixclear)).toContain('We missed you yesterday evening.')
  })

  it('names this morning in the evening, and a date further back', () => {
    const evening = { slot: { ...slot, half: 'evening' }, closes: '21:00' } as const
    const today = { ...slot, tenths: 366 }
    expect(render('prompt', { ...evening, last: today }, liuqing)).toContain('今早36.6已记')
    expect(render('prompt', { ...evening, last: today }, sixclear)).toContain('36.6 this morning')
    const before = { date: '2020-02-12', half: 'evening', tenths: 366 } as const
    expect(render('prompt', { ...evening, last: before }, liuqing)).toContain('2/12晚36.6已记')
    expect(render('prompt', { ...evening, last: before }, sixclear)).toContain('36.6 on 12 Feb pm')
  })
})

describe('an acknowledgement', () => {
  const dates = ['2020-02-14', '2020-02-15'] as const
  const slots = dates.flatMap((date) => [
    { date, half: 'morning' } as const,
    { date, half: 'evening' } as const,
  ])

  it.each([liuqing, sixclear])(
    'is worded otherwise from slot to slot, and says how far it is: $language',
    (style) => {
      const texts = slots.map((slot) => render('thanks', { slot, tenths: 365, day: 5, left: 9 }, style))
      const wordings = new Set(texts.map((text) => text.replaceAll(/[\d/]+(?: Feb [ap]m|早|晚)/g, '')))
      expect(wordings.size).toBe(4)
      for (const text of texts) expect(text).toMatch(/第5天，还有9天|Day 5, 9 to go/)
    },
  )

  it('of the last day says that it is the last one', () => {
    const params = { slot, tenths: 365, day: 14, left: 0 }
    expect(render('thanks', params, liuqing)).toContain('今天是最后一天')
    expect(render('thanks', params, sixclear)).toContain('the last one')
  })
})

describe('the facts in a text', () => {
  const worker = { worker: '李敏', workerPhone: '13900000001' }

  it('the welcome names the worker and the number, with what fits of the name', () => {
    expect(render('welcome', { until: date, first: slot, ...worker }, liuqing)).toContain(
      '网格员李敏13900000001',
    )
    const abroad = { worker: '欧阳小明', workerPhone: '+123456789012345' }
    expect(render('welcome', { until: date, first: slot, ...abroad }, chinese)).toContain('+123456789012345')
  })

  it('nobody is thanked for a commitment that is not signed', () => {
    expect(render('instructions', { signed: false }, liuqing)).toContain('请您签承诺书')
    expect(render('instructions', { signed: false }, liuqing)).not.toContain('谢谢')
    expect(render('instructions', { signed: true }, liuqing)).toContain('承诺书收到了')
    expect(render('new_returnee', { person, place, until: date, signed: true }, liuqing)).not.toContain('签')
  })

  it('a decision says why it is asked for', () => {
    const decision = { kind: 'decision', rung: 'street_office', code, person, place, due } as const
    expect(render('matter', { ...decision, because: 'registered_late' }, liuqing)).toContain('登记时已期满')
    expect(render('matter', { ...decision, because: 'held_before' }, sixclear)).toContain('held before')
    expect(render('matter', decision, liuqing)).not.toContain('暂缓过')
  })

  it('the number of a notice stands whole', () => {
    const number = '20201228-abcdef'
    for (const style of [chinese, english])
      expect(render('released', { member, date, time, number }, style)).toContain(number)
  })

  it('a second reading in a slot does not change what is said of the first', () => {
    const text = render('already_reported', { slot, tenths: 365, again: 366 }, liuqing)
    expect(text).toMatch(/已记36\.5℃.*36\.6℃/)
  })
})

describe('a shared phone', () => {
  const family = [
    { letter: 'A', name: '王建国' },
    { letter: 'B', name: '李梅' },
  ]

  it('is told whose letter is whose', () => {
    expect(render('letters', { members: family }, liuqing)).toContain('A王建国 B李梅')
    const latinFamily = [
      { letter: 'A', name: 'Wang Jianguo' },
      { letter: 'B', name: '李梅', relation: 'wife' as const },
    ]
    expect(render('letters', { members: latinFamily }, sixclear)).toContain('A Wang Jianguo, B wife')
  })

  it('tells long names of one family apart', () => {
    const long = ['样例·王建国', '样例·王建军', '样例·李梅'].map((name, index) => ({
      letter: 'ABC'[index] ?? '',
      name,
    }))
    const text = render('letters', { members: [...long, ...long, ...long] }, chinese)
    expect(text).toContain('国')
    expect(text).toContain('军')
  })
})

describe('a matter told to staff', () => {
  const silence = {
    kind: 'silence',
    rung: 'grid_worker',
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
    const rungs = ['grid_worker', 'street_office', 'police_station'] as const
    const asked = new Set(rungs.map((rung) => render('matter', { ...silence, rung }, liuqing)))
    expect(asked.size).toBe(rungs.length)
  })

  it('names the day when the matter is not due today', () => {
    const tomorrow = { ...silence, due: { date: '2020-02-15', time: '08:00' } }
    expect(render('matter', tomorrow, liuqing)).toContain('15日08:00前')
    expect(render('matter', tomorrow, sixclear)).toContain('15 Feb 08:00')
  })

  it('does not hide symptoms behind a normal temperature', () => {
    const fever = { ...silence, kind: 'fever', rung: 'worker_and_doctor', tenths: 366 } as const
    const ill = { ...fever, symptoms: ['fatigue', 'breathlessness'] satisfies Symptom[] }
    expect(render('matter', ill, liuqing)).toContain('36.6℃气促、乏力')
    expect(render('matter', ill, sixclear)).toContain('36.6 C, breathless, tired')
  })

  it('leaves out of an English text what cannot be written in it', () => {
    expect(render('matter', { ...silence, place: '3栋2单元501' }, sixclear)).toContain(
      '4821 3-2-501: no report',
    )
    expect(render('matter', { ...silence, place: '八楼' }, sixclear)).toContain(': 4821: no report')
    expect(render('second_reading', { code, person: '王', tenths }, sixclear)).toContain('4821: second')
  })

  it('asks whose a number is without a name of asterisks alone', () => {
    for (const person of ['样*敏', '*明', ''])
      expect(render('confirm_number', { person }, sixclear)).toContain('the phone of somebody you know.')
    expect(render('confirm_number', { person: 'Anna M.' }, sixclear)).toContain('the phone of Anna M.')
  })
})

describe('a note that staff wrote', () => {
  it('stands without a gap where the writer has no name in these letters', () => {
    const quotes = [{ person: 'Example Zhang', by: '派出所', words: 'she asks for rice' }]
    expect(render('digest', { count: 1, quotes }, { language: 'en', signature: 'Sixclear' })).toBe(
      'Sixclear: 1 note: Example Zhang (staff) "she asks for rice"',
    )
  })
})

describe('the room that a text leaves', () => {
  const zh = { language: 'zh-CN', signature: '六清' } as const
  const silent = { kind: 'silence', code, place: '3-2-501', due: { time: '13:00' }, slot } as const

  it('is for a name of other letters', () => {
    for (const called of ['Example Zhang', '阿卜杜拉·买买提', '样例·郑福'])
      expect(render('matter', { ...silent, rung: 'grid_worker', person: called }, zh)).toContain(called)
  })

  it('is for more of the answers', () => {
    expect(
      render('matter', { ...silent, rung: 'police_station', noVisit: true, person: '王小明' }, zh),
    ).toMatch(/回4821\+到\/不在\/拒$/)
    expect(
      render(
        'matter',
        { ...silent, rung: 'police_station', noVisit: true, person: 'Wang' },
        { language: 'en', signature: 'Sixclear' },
      ),
    ).toMatch(/Reply 4821 reached\/not home\/refuses$/)
  })

  it('is for the words of somebody in danger before it is for the name', () => {
    const text = render(
      'matter',
      { ...silent, kind: 'danger', danger: 'fall', words: said, rung: 'grid_worker', person },
      zh,
    )
    expect(text).toContain('我在卫生间摔倒了，起不来')
  })

  it('names the worker once as what she is', () => {
    expect(
      render('welcome', { worker: '网格员孙三', workerPhone: '13900000003', until: date }, zh),
    ).toContain('网格员孙三13900000003')
  })
})
