import { isGrave } from '../matter/grave-answers.ts'
import { rolesOf } from '../matter/ladder.ts'
import { hintedAnswers } from '../matter/matter-answers.ts'
import { isDelicate, type Symptom } from '../meaning.ts'
import type { MatterKind, RungName } from '../rule-book/rule-book.ts'
import { degrees } from '../temperature.ts'
import { answerForms, graveDoing } from './answer-forms.ts'
import { clipMiddle } from './clip.ts'
import { codeReplies } from './code-replies.ts'
import { disruptionOver, disruptionText } from './disruption-texts.ts'
import { taskOf } from './en-tasks.ts'
import {
  dangerWords,
  needWords,
  numberRefusals,
  outcomes,
  reasons,
  symptomWords,
  unreported,
  whyNot,
} from './en-words.ts'
import { fitList } from './fit-list.ts'
import { LONGEST } from './longest-forms.ts'
import { membersThatFit } from './members-that-fit.ts'
import { plainLatin } from './plain-latin.ts'
import { nearness, rotatedWording } from './relative-day.ts'
import type { Catalogue, Due, LastSlot, SlotLabel, Templates } from './templates.ts'

const longest = LONGEST.en
const name = (person: string): string => plainLatin(person, longest.person, clipMiddle)
const address = (place: string): string => plainLatin(place, longest.place)
/** Person and place, as far as each can be written; the sentence must also work without them. */
const who = (person: string, place: string): string =>
  [name(person), address(place)].filter((part) => part !== '').join(', ')

const headOf = (code: string, person: string, place: string): string => {
  const whose = who(person, place)
  return `${code}${whose === '' ? '' : ` ${whose}`}: `
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const day = (date: string): string => `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`
const half = ({ date, half: part }: SlotLabel): string => `${day(date)} ${part === 'morning' ? 'am' : 'pm'}`
const by = ({ time, date }: Due): string => (date === undefined ? time : `${day(date)} ${time}`)

const contactOf = (person: string, phone: string): string => {
  const known = plainLatin(person.replace(/^Grid worker /, ''), longest.worker)
  return `${known === '' ? '' : ` ${known}`}, ${plainLatin(phone, longest.phone)}`
}

/** The gravest first, as many as fit. */
const symptomList = (symptoms: readonly Symptom[], room: number): string =>
  fitList(
    Object.entries(symptomWords).flatMap(([symptom, word]) =>
      symptoms.some((one) => one === symptom) ? [word] : [],
    ),
    room,
    ', ',
    (left) => ` +${left}`,
  )

const findings = (
  { tenths, symptoms = [] }: Pick<Templates['matter'], 'tenths' | 'symptoms'>,
  room: number,
): string => {
  const reading = tenths === undefined ? '' : `${degrees(tenths)} C${symptoms.length === 0 ? '' : ', '}`
  return symptoms.length === 0 ? reading : reading + symptomList(symptoms, room - reading.length)
}

/** A quote of two words says nothing. */
const SHORTEST_QUOTE = 9

const quote = (words: string | undefined, elsewhere: boolean | undefined, room: number): string => {
  const said = words === undefined ? '' : plainLatin(words, room - 3)
  // Words in another script would make the whole text UCS-2.
  if (elsewhere === true || (words !== undefined && said.length < Math.min(3, words.length)))
    return room < 19 ? '' : ', words on the page'
  return said === '' || room < SHORTEST_QUOTE ? '' : ` "${said}"`
}

const inDanger = (
  { danger = 'other', words, elsewhere }: Pick<Templates['matter'], 'danger' | 'words' | 'elsewhere'>,
  room: number,
): string => {
  const said = `${dangerWords[danger]}${isDelicate(danger) ? '; discreet: phone may be shared' : ''}`
  return said + quote(words, elsewhere, room - said.length)
}

const when = (slot: SlotLabel, asked: SlotLabel): string => {
  const near = nearness(slot.date, asked.date)
  if (near === undefined) return `on ${half(slot)}`
  return `${near === 'today' ? 'this' : 'yesterday'} ${slot.half}`
}
const kept = (last: LastSlot | undefined, asked: SlotLabel): string => {
  if (last === undefined) return ''
  return last.tenths === undefined
    ? ` We missed you ${when(last, asked)}.`
    : ` Last: ${degrees(last.tenths)} ${when(last, asked)}.`
}
const ring = (worker: string, phone: string): string => {
  const called = plainLatin(worker, longest.workerAndPhone - phone.length, clipMiddle)
  return `Your worker: ${called === '' ? '' : `${called} `}${phone}`
}
const ofPeriod = (number: number, left: number): string =>
  left > 0 ? `Day ${number}, ${left} to go` : `Day ${number}, the last one`

const happened = (matter: Templates['matter'], room: number): string => {
  const { kind, slot, tenths, symptoms, because, need = 'other', words, elsewhere } = matter
  const at = slot === undefined ? '' : ` ${half(slot)}`
  switch (kind) {
    case 'silence':
      return unreported(`no report${at}`, matter, room)
    case 'unreachable':
      return matter.byWorker === true ? `not measured${at}` : 'texts do not arrive'
    case 'opted_out':
      return 'wants no texts'
    case 'unclear_replies':
      return `unclear reply${at}`
    case 'fever':
      return tenths === undefined && (symptoms ?? []).length === 0 ? 'symptoms' : findings(matter, room)
    case 'no_show':
      return 'not seen at the clinic'
    case 'visit':
      return because === undefined ? 'not yet clear to leave' : reasons[because]
    case 'release':
      return 'period over, now clear'
    case 'decision':
      return because === undefined ? 'needs a decision' : reasons[because]
    case 'danger':
      return inDanger(matter, room)
    case 'hint':
      return `word came${quote(words, elsewhere, room - 9)}`
    case 'request':
      return `needs ${needWords[need]}${quote(words, elsewhere, room - needWords[need].length - 6)}`
    case 'no_thermometer':
      return 'has no thermometer'
    case 'wrong_number':
      return matter.unanswered === true ? 'new number not confirmed' : 'not their phone'
  }
}

const forms = answerForms.en
const doing = graveDoing.en

type Told = Pick<Templates['matter'], 'role' | 'undelivered' | 'noVisit'>

/** How many certainly fit. */
const surely = ({ noVisit }: Told): number => (noVisit === true ? 0 : 27)

/** As many as fit, at least one. */
const hint = (kind: MatterKind, rung: RungName, { role, undelivered }: Told, room: number): string =>
  fitList(
    hintedAnswers(kind, role ?? rolesOf(rung)[0] ?? 'grid_worker', undelivered).map(
      (answer) => forms[answer].write,
    ),
    room,
    '/',
    () => '',
  )

export const en: Catalogue = {
  welcome: ({ until, first, worker, workerPhone }) => {
    if (until === undefined)
      return `Welcome home. Your days at home are over already; the community will confirm and tell you. ${ring(worker, workerPhone)}`
    const reports = first === undefined ? '' : ` We ask your temperature twice a day from ${half(first)}.`
    return `Welcome home. Please stay in until ${day(until)}.${reports} ${ring(worker, workerPhone)}`
  },
  instructions: ({ signed }) =>
    `Please see nobody and air the rooms. Unwell? Add it, like 36.8 cough. Need food or medicine? Write us. ${signed ? 'Thanks for signing the letter.' : 'A worker brings a letter to sign.'}`,
  letters: ({ members }) =>
    `Several people share this phone. Put the letter first, like A36.5 B36.7. ${membersThatFit(
      members.map(({ letter, name: called, relation }) => ({
        letter,
        name: plainLatin(called, longest.members) || (relation ?? '').replaceAll('_', ' '),
      })),
      { longest: longest.members, gap: ' ', between: ', ', mark: '..' },
    )}`,
  prompt: ({ slot, closes, last }) =>
    `Your temperature for ${half(slot)}, please. Reply by ${closes}, like 36.5. If you feel unwell, say how.${kept(last, slot)}`,
  reminder: ({ slot, closes, last }) =>
    `Your temperature for ${half(slot)} has not come yet. Please reply by ${closes}, like 36.5.${kept(last, slot)}`,
  thanks: ({ slot, tenths, day: number, left, last }) => {
    const period = ofPeriod(number, left)
    const read = `${half(slot)}: ${degrees(tenths)} C`
    if (last === true)
      return `${read}, thank you. ${period}. From now on we answer only when something is unclear.`
    return rotatedWording(slot, [
      `${read}, noted. Thank you. ${period}.`,
      `Thank you, ${read}. ${period}. Rest well.`,
      `Got it, ${read}. ${period}. Take care.`,
      `${read}. ${period}. Thank you for your patience.`,
    ])
  },
  read_back: ({ slot, tenths }) =>
    `${half(slot)}: we noted ${degrees(tenths)} C. If that is wrong, send it again. Rest, drink water, and write if you feel unwell.`,
  extra_thanks: ({ tenths }) =>
    `Noted, ${degrees(tenths)} C. Thank you. If you feel unwell, write at any time.`,
  late: ({ slot, tenths }) =>
    `Noted for ${half(slot)}: ${degrees(tenths)} C. Thank you. Next time please reply in time, so that nobody worries.`,
  already_reported: ({ slot, tenths, again }) =>
    tenths === again
      ? `${half(slot)} is noted as ${degrees(tenths)} C already, no need to send it again. Thank you.`
      : `${half(slot)} is noted as ${degrees(tenths)} C. We have kept ${degrees(again)} C beside it. Thank you.`,
  confirm: ({ tenths }) =>
    `Is your temperature ${degrees(tenths)} C? Reply yes, or send it again with its decimal point, like 36.5.`,
  ambiguous: () =>
    'Your reply has several numbers and we will not guess. Please send only your temperature now, like 36.5.',
  which_slot: () =>
    'When was that measured? Please say it with the number, like 36.5 this morning, or 36.5 last night.',
  out_of_range: ({ tenths }) =>
    `We read ${degrees(tenths)} C, which may be a slip. Please measure again and send only the temperature, like 36.5.`,
  question_ended: () =>
    'Thank you. The time for that reading is over: please measure now and send the number, like 36.5.',
  unreadable: ({ well }) =>
    well === true
      ? 'Good to hear. Please also send your temperature, like 36.5.'
      : 'Sorry, we could not read that. Please send your temperature, like 36.5. If unwell add how, like 36.8 cough.',
  worker_will_call: () => 'No worry: your grid worker will call you and take your temperature by phone.',
  fever: ({ tenths, clinic }) => {
    const heard = tenths === undefined ? 'We have noted how you feel' : `We have noted ${degrees(tenths)} C`
    const where = clinic === undefined ? '' : plainLatin(clinic, longest.clinic)
    return `${heard}. Stay calm, stay in, wear a mask. Wait for our car${where === '' ? '' : ` to ${where}`}, no bus or metro. A doctor will call.`
  },
  measure_again: ({ tenths, minutes, hours }) =>
    `${tenths === undefined ? 'Noted' : `${degrees(tenths)} C noted`}, please do not worry. Rest, and measure again in ${minutes} minutes. A doctor will call within ${hours} hours.`,
  measure_prompt: () => 'Please measure once more now and reply, like 36.8. Thank you.',
  which_member: ({ letters }) =>
    `Several people share this number. Please put the letter first, like ${letters[0] ?? 'A'} 36.5. Letters: ${letters.join(' ')}`,
  resumed: () => 'Our texts are on again. Please go on reporting your temperature twice a day. Thank you.',
  ended: ({ date }) =>
    `Your home isolation ended on ${day(date)}. You need not report any more. Thank you, and stay well.`,
  released: ({ date, time, number }) =>
    `Your home isolation ends on ${day(date)} at ${time}. Release notice ${plainLatin(number, longest.number)}. Thank you for your patience, stay well.`,
  held: ({ until }) =>
    `Your home isolation goes on until ${day(until)}. A worker will come and explain. Please go on reporting twice a day.`,
  last_day_moved: ({ until }) =>
    `A date was put right: your home isolation now lasts until ${day(until)}. Please go on reporting twice a day. Thank you.`,
  back_to_following: () =>
    'The doctor has ruled it out, good news. Please stay in and go on reporting twice a day. Thank you.',
  unknown_number: ({ phone }) =>
    `This number is not registered with us. To report or to get help please call the community: ${plainLatin(phone, longest.phone)}`,
  thanks_for_hint: ({ phone }) =>
    `Thank you for telling us, the community will read it. If it is urgent please call: ${plainLatin(phone, longest.phone)}`,
  danger: ({ danger, number }) => {
    if (isDelicate(danger)) return 'Noted. The community will be in touch soon.'
    if (danger === 'fire')
      return `Leave the flat now and ring ${number}. The community will call you at once.`
    if (danger === 'positive_test')
      return `Noted. Stay in, wear a mask, a doctor will call you at once. If it gets worse ring ${number}.`
    return `Noted, the community and a doctor will call you at once. If it is urgent ring ${number} now, do not wait.`
  },
  request_noted: ({ need, worker, workerPhone }) =>
    `Noted${need === 'other' ? '' : `, ${needWords[need]}`}. Your grid worker${contactOf(worker, workerPhone)}, has been told and will see to it.`,
  thermometer_comes: ({ worker, workerPhone }) =>
    `No worry. Your grid worker${contactOf(worker, workerPhone)}, will bring you a thermometer today.`,
  sorry_wrong_number: () => 'Sorry for the trouble. We will put the number right and not ask here again.',
  household_confirmed: () =>
    'A member of your household is confirmed ill. Keep apart, wear masks, stay in. Write at once if anybody feels unwell. A worker comes.',
  confirm_number: ({ person, letter, again }) => {
    const whose = name(person)
    const first = letter === undefined ? '' : `${letter} `
    return `${again === true ? 'We have not heard from you yet. ' : ''}This number was given as the phone of ${/\p{L}/u.test(whose) ? whose : 'somebody you know'}. If that is right reply ${first}yes, if not reply ${first}no.`
  },
  which_number: ({ letters }) =>
    `We asked about several people. Please put the letter first, like ${letters[0] ?? 'A'} yes. Letters: ${letters.slice(0, 8).join(' ')}`,
  answer: (asking) => {
    const contact = contactOf(asking.worker, asking.workerPhone)
    switch (asking.question) {
      case 'release':
        return asking.release === undefined
          ? `A doctor has to decide first; we will tell you at once. You can ask your grid worker${contact}.`
          : `As it stands you may go out from ${day(asking.release.date)} ${asking.release.time}${asking.release.left === 0 ? '' : `, ${asking.release.left} to go`}. Please go on reporting.`
      case 'worker':
        return `Your grid worker is${contact}. Please call at any time.`
      case 'how':
        return 'Hold the thermometer under your arm for 5 minutes. Answer our text with the number, like 36.5, and how you feel if unwell.'
      case 'test':
        return `Tests are arranged by the community, and you will be told. Questions: your grid worker${contact}.`
      case 'rules':
        return `Please stay in and have no visitors. For food, medicine and the rest ask your grid worker${contact}.`
      case 'car':
        return `Please wait at home, take no bus or taxi. A doctor will call first. Urgent: your grid worker${contact}.`
      case 'other':
        return `Noted. Your grid worker${contact}, will answer you.`
    }
  },
  help: () =>
    'Reply with your temperature, like 36.5, and how you feel if unwell. STOP ends our texts, START brings them back. Emergency: 120',

  new_returnee: ({ code, person, place, until, signed }) =>
    `New returnee ${who(person, place)}, ${until === undefined ? 'period over, the office decides' : `home until ${day(until)}`}. Please visit${signed ? '' : ' with the letter to sign'}.${code === undefined ? '' : ` Reply ${code} reached`}`,
  last_day_moved_for: ({ person, place, until }) =>
    `A date was put right: ${who(person, place)} is home until ${day(until)}. Please tell them.`,
  moved_away: ({ person }) =>
    `The address of ${name(person) || 'one of your returnees'} was put right: another grid looks after them now. You need do nothing more.`,
  measure_for_them: ({ code, person, place, slot, closes }) =>
    `Please take the temperature ${half(slot)} of ${who(person, place)} by ${closes}. Reply ${code} 36.5, or ${code} not home`,
  matter: (matter, room) => {
    const { rung, code, person, place, due, unconfirmed } = matter
    const kind = matter.byWorker === true ? 'visit' : matter.kind
    const head = headOf(code, person, place)
    const visit = matter.noVisit === true ? ', nobody was at the door' : ''
    const task = `${visit}. ${taskOf(kind, rung)} by ${by(due)}. `
    if (unconfirmed !== undefined) {
      const tail = `${task}Unconfirmed: ${forms[unconfirmed].said}`
      return head + happened(matter, room - head.length - tail.length) + tail
    }
    const ask = `${task}Reply ${code} `
    const few = hint(kind, rung, matter, surely(matter))
    const start = head + happened(matter, room - head.length - ask.length - few.length) + ask
    return start + hint(kind, rung, matter, room - start.length)
  },
  matter_raised: (matter, room) => {
    const { kind, code, person, place, need = 'other', words, elsewhere } = matter
    const head = headOf(code, person, place)
    const left = room - head.length
    if (kind === 'danger') return `${head}again, ${inDanger(matter, left - 26)}. Call or go now.`
    if (kind === 'request')
      return `${head}also needs ${needWords[need]}${quote(words, elsewhere, left - needWords[need].length - 26)}. See to it.`
    if (kind === 'fever' || kind === 'no_show')
      return `${head}worse, ${findings(matter, left - 24)}. Please call now.`
    return `${head}wrote again${quote(words, elsewhere, left - 12)}.`
  },
  stranger_in_danger: (stranger, room) => {
    const { code, number } = stranger
    const head = `${code} unknown phone ${plainLatin(number, longest.phone)}: `
    const tail = `. Call back now. Reply ${code} handled`
    return head + inDanger(stranger, room - head.length - tail.length) + tail
  },
  stranger_noted: ({ code }) => `${code} noted: handled. Thank you.`,
  disruption: (about) => `${about.code} ${disruptionText('en', about)}. Reply ${about.code} ok`,
  disruption_noted: ({ code }) => `${code} noted: you have it. Thank you.`,
  disruption_over: (about) => `${about.code} is over: ${disruptionOver('en', about)}. Thank you.`,
  digest: ({ count, quotes, elsewhere }, room) => {
    const head = count === 1 ? '1 note' : `${count} notes`
    const each = quotes.flatMap(({ person, by, words }) => {
      const said = plainLatin(words, 40)
      const writer = by === undefined ? '' : ` (${`staff ${name(by)}`.trim()})`
      return said.length < Math.min(3, words.length) ? [] : [`${name(person)}${writer} "${said}"`.trim()]
    })
    if (elsewhere === true || each.length === 0) return `${head}: please read them on the page.`
    const unsaid = quotes.length - each.length
    const said = fitList(each, room - head.length - 7, '; ', (left) => ` +${left + unsaid}`)
    return `${head}: ${said}${unsaid > 0 && said === each.join('; ') ? ` +${unsaid}` : ''}`
  },
  read_now: ({ person, place, words, elsewhere }, room) => {
    const whose = who(person, place)
    const head = whose === '' ? 'A resident wrote' : `${whose} wrote`
    const tail = '. It may be urgent: call or go now.'
    return `${head}${quote(words, elsewhere, room - head.length - tail.length)}${tail}`
  },
  matter_settled: ({ code, how }) => `${code} is settled: ${outcomes[how]}. Thank you.`,
  noted: ({ code, answer }) =>
    answer === 'number_mended'
      ? `${code} noted. The new number counts once its owner replies yes to us; until then please take the temperature.`
      : `${code} noted: ${forms[answer].said}. Thank you.`,
  echo: ({ code, person, place, answer, phone, kind, oneTime, until, urgent }) => {
    const whose = who(person, place)
    const number = phone === undefined ? '' : plainLatin(phone, longest.phone)
    const whom = whose === '' ? code : whose
    const does = isGrave(answer) ? doing[answer]({ who: whom, phone: number, kind }) : forms[answer].said
    return `${urgent === true ? 'URGENT. ' : ''}Please confirm: ${does}. Reply ${oneTime} by ${until}`
  },
  say_only: ({ code, answer }) =>
    `Nothing done for ${code}: other words came with it and we will not guess. If it is so, send only: ${code} ${forms[answer].write}`,
  number_refused: ({ code, why }) =>
    `${code}: number not changed, ${numberRefusals[why]}. Send a mobile number; without one please go and measure.`,
  not_possible_now: ({ code, answer }) =>
    `${code} cannot be answered "${forms[answer].said}" now. Nothing was changed. Something else may be open: please look at the console.`,
  not_confirmed: ({ oneTime, why }) => `Nothing was changed: ${oneTime} ${whyNot[why]}.`,
  lapsed: ({ code, person, place, answer }) => {
    const whose = who(person, place)
    return `${code}${whose === '' ? '' : ` ${whose}`}: "${forms[answer].said}" was never confirmed and does not count. Please check and answer again.`
  },
  answer_help: ({ code, answers }, room) => {
    const first = answers?.[0] === undefined ? 'reached' : forms[answers[0]].write
    const head = `Not understood. Send code and result, like ${code ?? '4821'} ${first}. Results: `
    if (answers === undefined) return `${head}ok, reached, not home, refuses, fixed <phone>, or 36.5`
    const each = answers.map((answer) => forms[answer].write)
    return head + fitList(each, room - head.length - 5, ', ', () => ' ...')
  },
  ...codeReplies.en,
  on_the_way: ({ code, person, place }) =>
    `${headOf(code, person, place)}on the way to the clinic. Please expect them.`,
  false_alarm: ({ code, person, place }) =>
    `${headOf(code, person, place)}a false alarm, says who was there. Please judge. Reply ${code} ruled out`,
  second_reading: ({ code, person, tenths }) => {
    const whose = name(person)
    return `${code}${whose === '' ? '' : ` ${whose}`}: second reading ${degrees(tenths)} C. Please judge it together with the first.`
  },
}
