import { Role } from '../../../core/community/community.ts'
import { graveAnswers } from '../../../core/matter/grave-answers.ts'
import { Answer, Outcome } from '../../../core/matter/matter.ts'
import { answersTo } from '../../../core/matter/matter-answers.ts'
import { Danger, Need, Question, Symptom } from '../../../core/meaning.ts'
import { DisruptionKind, MatterKind, RungName } from '../../../core/rule-book/rule-book.ts'
import type { TemplateName, Templates } from '../../../core/texts/templates.ts'

export const slot = { date: '2020-12-14', half: 'evening' } as const
export const time = '20:30'
export const date = '2020-12-28'
export const due = { date, time }
export const tenths = 385
export const member = 'B'
export const code = '4821'
export const person = '阿卜杜热西提·买买提艾力'
export const place = '清友西里社区12号楼3单元1502室'
const symptoms = [...Symptom.options]
export const said = '我在卫生间摔倒了，起不来，腿也动不了，身边没有人，快来帮帮我，电话也快没电了'
const saidInEnglish =
  'I fell in the bathroom and cannot get up, my leg does not move, nobody is here, please send help'
const gridWorker = { worker: '网格员阿卜杜热西提·买买提', workerPhone: '+8613800001111222' }
const latinWorker = { worker: 'Grid worker Bartholomew Featherstonehaugh', workerPhone: '+8613800001111222' }
const latin = { person: 'Bartholomew Featherstonehaugh', place: 'Building 12, Entrance 3, Flat 1502' }

const reasons = ['registered_late', 'held_before', 'not_clear'] as const

export const matters: Templates['matter'][] = MatterKind.options.flatMap((kind) =>
  RungName.options.flatMap((rung) => [
    { kind, rung, code, person, place, due, slot, tenths, symptoms },
    { kind, rung, code, ...latin, due, slot, tenths, symptoms, words: saidInEnglish },
    { kind, rung, code, person, place, due: { time } },
    { kind, rung, code, person, place, due, slot, byWorker: true },
    ...(rung === 'police_station'
      ? [{ noVisit: true }]
      : rung === 'street_office'
        ? [{ undelivered: true }]
        : []
    ).flatMap((known) => [
      { kind, rung, code, person, place, due, slot, tenths, symptoms, ...known },
      { kind, rung, code, ...latin, due, slot, tenths, symptoms, ...known },
    ]),
    ...reasons.map((because) => ({ kind, rung, code, person, place, due, because })),
    ...Role.options.flatMap((role) => [
      { kind, rung, role, code, person, place, due, slot, tenths, symptoms },
      { kind, rung, role, code, ...latin, due, slot, tenths, symptoms },
    ]),
    ...graveAnswers.flatMap((unconfirmed) => [
      { kind, rung, code, person, place, due, slot, tenths, symptoms, unconfirmed },
      { kind, rung, code, ...latin, due, slot, tenths, symptoms, unconfirmed },
    ]),
  ]),
)

const quoted = [{ words: said }, { words: saidInEnglish }, { elsewhere: true }, {}]
const dangers: Templates['matter'][] = Danger.options.flatMap((danger) =>
  RungName.options.flatMap((rung) =>
    quoted.map((quote) => ({ kind: 'danger' as const, rung, code, person, place, due, danger, ...quote })),
  ),
)
const requests: Templates['matter'][] = Need.options.flatMap((need) =>
  quoted.map((quote) => ({
    kind: 'request' as const,
    rung: 'street_office' as const,
    code,
    ...latin,
    due,
    need,
    ...quote,
  })),
)
const raised: Templates['matter_raised'][] = MatterKind.options.flatMap((kind) =>
  quoted.flatMap((quote) => [
    {
      kind,
      code,
      person,
      place,
      tenths,
      symptoms,
      danger: 'despair' as const,
      need: 'rubbish' as const,
      ...quote,
    },
    { kind, code, ...latin, symptoms, danger: 'violence' as const, ...quote },
  ]),
)
const workers = [
  { worker: '欧阳某某某', workerPhone: '13900000001' },
  { worker: '李梅', workerPhone: '+123456789012345' },
  { worker: latin.person, workerPhone: '+123456789012345' },
]
const lasts = [
  { date: '2020-12-13', half: 'evening', tenths },
  { date: '2020-12-13', half: 'evening' },
  { date: '2020-12-10', half: 'morning', tenths },
  { date: '2020-12-10', half: 'morning' },
] as const

/** Every template with its longest parameters, and with its optional ones left out. */
export const samples: { readonly [Name in TemplateName]: Templates[Name][] } = {
  welcome: workers.flatMap((worker) => [
    { member, until: date, first: slot, ...worker },
    { member, until: date, ...worker },
    { member, ...worker },
  ]),
  instructions: [
    { member, signed: true },
    { member, signed: false },
  ],
  letters: [1, 2, 4, 8, 14, 26].flatMap((count) =>
    [person, latin.person, '王建国', ''].map((name) => ({
      members: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, count).map((letter) => ({
        letter,
        name,
        relation: 'mother_in_law' as const,
      })),
    })),
  ),
  prompt: [{ member, slot, closes: time }, ...lasts.map((last) => ({ member, slot, closes: time, last }))],
  reminder: [{ member, slot, closes: time }, ...lasts.map((last) => ({ member, slot, closes: time, last }))],
  thanks: [0, 1, 2, 3].flatMap((later) => {
    const on = {
      date: `2020-12-1${4 + Math.floor(later / 2)}`,
      half: later % 2 === 0 ? 'morning' : 'evening',
    } as const
    return [
      { member, slot: on, tenths, day: 10, left: 14 },
      { member, slot: on, tenths, day: 14, left: 0 },
      { member, slot: on, tenths, day: 10, left: 14, last: true as const },
    ]
  }),
  read_back: [{ member, slot, tenths: 372 }],
  which_slot: [{ member }],
  extra_thanks: [{ member, tenths }],
  late: [{ member, slot, tenths }],
  already_reported: [
    { member, slot, tenths, again: tenths },
    { member, slot, tenths, again: 365 },
  ],
  confirm: [{ member, tenths }],
  ambiguous: [{ member }],
  out_of_range: [{ member, tenths: 1999 }],
  unreadable: [{ member }, { member, well: true }],
  question_ended: [{ member }],
  worker_will_call: [{ member }],
  fever: [
    { member, tenths, clinic: '天津市第一中心医院东院区发热门诊' },
    { member, clinic: 'Saint Bartholomew General Hospital' },
    { tenths, clinic: 'Saint Bartholomew General Hospital' },
    {},
  ],
  measure_again: [
    { member, tenths, minutes: 30, hours: 12 },
    { member, minutes: 30, hours: 12 },
  ],
  measure_prompt: [{ member }],
  which_member: [{ letters: [...'ABCDEFGH'] }],
  resumed: [{ member }],
  ended: [{ member, date }],
  released: [{ member, date, time, number: '20201228-abcdef' }],
  held: [{ member, until: date }],
  last_day_moved: [{ member, until: date }],
  back_to_following: [{ member }],
  thanks_for_hint: [{ phone: '+8613800001111222' }],
  unknown_number: [{ phone: '+8613800001111222' }],
  help: [{ member }],
  new_returnee: [
    { code, person, place, until: date, signed: false },
    { person, place, until: date, signed: false },
    { person, place, until: date, signed: true },
    { code, person, place, signed: false },
    { code, ...latin, until: date, signed: true },
    { code, ...latin, signed: false },
  ],
  last_day_moved_for: [
    { person, place, until: date },
    { ...latin, until: date },
  ],
  moved_away: [{ person }, { person: latin.person }],
  measure_for_them: [
    { code, person, place, slot, closes: time },
    { code, ...latin, slot, closes: time },
  ],
  read_now: [
    { person, place, words: '从床挪到厕所都得歇一气儿' },
    { person, place, elsewhere: true },
    { ...latin, words: 'my lips are going numb' },
    { ...latin },
  ],
  danger: Danger.options.map((danger) => ({ member, danger, number: '999999' })),
  request_noted: Need.options.flatMap((need) => [
    { member, need, ...gridWorker },
    { member, need, ...latinWorker },
  ]),
  thermometer_comes: [
    { member, ...gridWorker },
    { member, ...latinWorker },
  ],
  sorry_wrong_number: [{ member }],
  household_confirmed: [{}],
  confirm_number: [
    { person: '样*明' },
    { person: 'Muhammad A. R. ibn K.', letter: 'B' },
    { person: '阿*提', letter: 'B', again: true },
    { person: 'Alexandrina-Wilhelmina M.', letter: 'B', again: true },
  ],
  which_number: [{ letters: [...'ABCDEFGHIJ'] }],
  number_refused: (['no_number', 'satellite', 'premium_rate', 'no_mobile', 'phone_full'] as const).map(
    (why) => ({
      code,
      why,
    }),
  ),
  answer: Question.options.flatMap((question) =>
    [gridWorker, latinWorker].flatMap((worker) => [
      { member, question, ...worker },
      { member, question, release: { date, time, left: 14 }, ...worker },
    ]),
  ),
  matter_raised: raised,
  stranger_in_danger: Danger.options.flatMap((danger) =>
    quoted.map((quote) => ({ code: 'S123', number: '+8613800001111222', danger, ...quote })),
  ),
  stranger_noted: [{ code: 'S123' }],
  disruption: DisruptionKind.options.flatMap((kind) => [
    { code: 'D123', kind },
    { code: 'D123', kind, heldUp: 100_000 },
  ]),
  disruption_noted: [{ code: 'D123' }],
  disruption_over: DisruptionKind.options.map((kind) => ({ code: 'D123', kind })),
  digest: [
    {
      count: 120,
      quotes: [
        { person, words: said },
        { person, words: said },
        { ...latin, words: saidInEnglish },
      ],
    },
    { count: 3, quotes: [], elsewhere: true },
    { count: 1, quotes: [{ person: latin.person, words: saidInEnglish }] },
  ],
  matter: [...matters, ...dangers, ...requests],
  matter_settled: Outcome.options.map((how) => ({ code, how })),
  noted: Answer.options.map((answer) => ({ code, answer })),
  echo: graveAnswers.flatMap((answer) =>
    [true, false].flatMap((urgent) => [
      {
        kind: 'fever' as const,
        code,
        person,
        place,
        answer,
        phone: '+8613800001111222',
        oneTime: 'W73915062',
        until: time,
        urgent,
      },
      {
        kind: 'silence' as const,
        code,
        ...latin,
        answer,
        phone: '+8613800001111222',
        oneTime: 'W73915062',
        until: time,
        urgent,
      },
      { kind: 'silence' as const, code, person, place, answer, oneTime: 'W73915062', until: time },
    ]),
  ),
  say_only: graveAnswers.map((answer) => ({ code, answer })),
  not_possible_now: graveAnswers.map((answer) => ({ code, answer })),
  not_confirmed: (['unknown', 'used', 'expired', 'replaced', 'unclear'] as const).map((why) => ({
    oneTime: 'W73915062',
    why,
  })),
  lapsed: graveAnswers.flatMap((answer) => [
    { code, person, place, answer },
    { code, ...latin, answer },
  ]),
  answer_help: [
    { code },
    {},
    ...MatterKind.options.flatMap((kind) =>
      Role.options.map((role) => ({ code, answers: answersTo(kind, role) })),
    ),
  ],
  code_unknown: [{ code }],
  codes_slowed: [{}],
  not_yours: [
    { code, what: 'answer' },
    { code, what: 'reading' },
    ...Answer.options.map((noted) => ({ code, what: 'reading' as const, noted })),
  ],
  which_community: [
    { code, names: ['清友西里社区', '清河街道毛纺北小区社区居民委员会'] },
    { code, names: Array.from({ length: 8 }, () => 'Qingyou West Lane and the Wool Mill North Community') },
  ],
  two_codes: [{ codes: ['4821', '4822'] }, { codes: Array.from({ length: 40 }, () => code) }],
  open_codes: [{ codes: [] }, { codes: Array.from({ length: 40 }, () => code) }],
  on_the_way: [
    { code, person, place },
    { code, ...latin },
  ],
  false_alarm: [
    { code, person, place },
    { code, ...latin },
  ],
  second_reading: [
    { code, person, tenths },
    { code, person: latin.person, tenths },
  ],
}
