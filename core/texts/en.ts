import type { Answer, Outcome } from '../domain/escalation.ts'
import type { MatterKind, RungName } from '../domain/rule-book.ts'
import { type GraveAnswer, isGrave } from '../rules/grave-answers.ts'
import { degrees } from './degrees.ts'
import { LONGEST } from './longest-forms.ts'
import { plainLatin } from './plain-latin.ts'
import type { Catalogue, Due, SlotLabel, Templates } from './templates.ts'

const longest = LONGEST.en
const name = (person: string): string => plainLatin(person, longest.person)
const address = (place: string): string => plainLatin(place, longest.place)
/** Whatever can be written of the two, so that the line can be read without either. */
const who = (person: string, place: string): string =>
  [name(person), address(place)].filter((part) => part !== '').join(', ')

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const day = (date: string): string => `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`
const half = ({ date, half: part }: SlotLabel): string => `${day(date)} ${part === 'morning' ? 'am' : 'pm'}`
const by = ({ time, date }: Due): string => (date === undefined ? time : `${day(date)} ${time}`)

const happened = ({ kind, slot, tenths, symptoms }: Templates['matter']): string => {
  const when = slot === undefined ? '' : ` ${half(slot)}`
  switch (kind) {
    case 'silence':
      return `no report${when}`
    case 'unreachable':
      return 'texts do not arrive'
    case 'opted out':
      return 'wants no texts'
    case 'unclear replies':
      return `unclear reply${when}`
    case 'fever':
      if (tenths === undefined) return 'symptoms'
      return `${degrees(tenths)} C${symptoms === true ? ', symptoms' : ''}`
    case 'no show':
      return 'not seen at the clinic'
    case 'visit':
      return 'not yet clear to leave'
    case 'release':
      return 'period over, no findings'
    case 'decision':
      return 'held several times'
    case 'failure':
      return 'system lost track'
  }
}

const usual: { readonly [R in RungName]: string } = {
  'grid worker': 'Call or visit',
  community: 'Send someone',
  'street office': 'Send someone',
  'police station': 'Visit',
  'worker and doctor': 'Call or visit',
  hospital: 'Call',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { 'grid worker': 'Ask new number', community: 'Ask new number' },
  fever: {
    'worker and doctor': 'Check, take to clinic',
    'grid worker': 'Check, take to clinic',
    'street office': 'See to transport',
    hospital: 'Examine',
  },
  'no show': { 'street office': 'Find and bring', 'police station': 'Help to find' },
  visit: { 'grid worker': 'Visit and measure' },
}

const asked = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release' || kind === 'decision') return 'Please decide'
  if (kind === 'failure') return 'Take over by hand'
  return special[kind]?.[rung] ?? usual[rung]
}

const answers: { readonly [K in MatterKind]: string } = {
  silence: 'reached/not home/refuses',
  unreachable: 'fixed <phone>/not home',
  'opted out': 'reached/not home/refuses',
  'unclear replies': 'reached/not home/refuses',
  fever: 'hospital/ruled out/no show',
  'no show': 'reached/hospital/ruled out',
  visit: 'reached/not home/refuses',
  release: 'approve/hold',
  decision: 'approve/hold',
  failure: 'handled',
}

const outcomes: { readonly [O in Outcome]: string } = {
  reported: 'the resident has reported',
  reached: 'the resident was reached',
  'number mended': 'the phone number is mended',
  'opted in again': 'the resident takes texts again',
  'ruled out': 'a doctor ruled it out',
  confirmed: 'confirmed, with the hospital now',
  hospitalised: 'in hospital',
  'no show': 'not seen at the clinic, others have been told',
  died: 'the resident has died',
  left: 'the resident has left',
  approved: 'release approved',
  held: 'release held',
  handled: 'handled',
  overtaken: 'things have changed, nothing left to do',
  joined: 'goes with an earlier matter',
}

const said: { readonly [A in Answer]: string } = {
  taken: 'you are on it',
  reached: 'reached',
  'not at home': 'not at home',
  refuses: 'refuses',
  'number mended': 'phone number mended',
  'ruled out': 'ruled out',
  confirmed: 'confirmed',
  hospitalised: 'in hospital',
  'no show': 'did not come',
  died: 'has died',
  left: 'has left',
  approve: 'release approved',
  hold: 'release held',
  handled: 'handled',
}

/** A grave answer as it is written alone, and what it will do. */
const grave: {
  readonly [A in GraveAnswer]: {
    readonly word: string
    readonly does: (who: string, phone: string) => string
  }
} = {
  approve: { word: 'approve', does: (who) => `to release ${who}` },
  'ruled out': { word: 'ruled out', does: (who) => `illness ruled out, ${who} followed again` },
  confirmed: { word: 'confirmed', does: (who) => `${who} is confirmed, not followed any more` },
  hospitalised: { word: 'in hospital', does: (who) => `${who} is in hospital, not followed any more` },
  'no show': { word: 'no show', does: (who) => `${who} did not come to the clinic, to be looked for` },
  died: { word: 'died', does: (who) => `${who} has died` },
  left: { word: 'has left', does: (who) => `${who} has left, not followed any more` },
  'not at home': { word: 'not home', does: (who) => `${who} is not at home, police told` },
  refuses: { word: 'refuses', does: (who) => `${who} refuses, police told` },
  'number mended': {
    word: 'fixed <phone>',
    does: (who, phone) => `the number of ${who} changes to ${phone}`,
  },
}

const whyNot: { readonly [W in Templates['notConfirmed']['why']]: string } = {
  unknown: 'is not known here. Please look at our last text',
  used: 'was used before',
  expired: 'has expired. Please send the code of the matter and the result again',
  replaced: 'does not count any more. Please look at our later text, or send code and result again',
  unclear: 'came with other words. To confirm, send it alone',
}

export const en: Catalogue = {
  welcome: ({ days, first }) =>
    first === undefined
      ? `Welcome home. For ${days} days please stay in and report your temperature twice a day: just answer our text.`
      : `Welcome home. Please stay in for ${days} days. Twice a day we ask your temperature, first on ${half(first.slot)} at ${first.time}: just answer the text.`,
  instructions: () =>
    'Please stay in, see few people, air the rooms, wash hands. Report like 36.5. Add how you feel if unwell, like 36.8 cough.',
  commitment: ({ until }) =>
    `Thank you for agreeing to stay home until ${day(until)}, without visitors. If you need food or medicine, ask your grid worker.`,
  prompt: ({ slot, closes }) =>
    `Your temperature for ${half(slot)}, please. Reply by ${closes}, like 36.5. If you feel unwell, say how.`,
  reminder: ({ slot, closes }) =>
    `We have not yet had your temperature for ${half(slot)}. Please measure and reply by ${closes}, like 36.5.`,
  thanks: ({ slot, tenths }) => `${half(slot)}: ${degrees(tenths)} C. Thank you, and rest well.`,
  extraThanks: ({ tenths }) =>
    `Noted, ${degrees(tenths)} C. Thank you. If you feel unwell, write at any time.`,
  late: ({ slot, tenths }) =>
    `Noted for ${half(slot)}: ${degrees(tenths)} C. Thank you. Next time please reply within the hours, so that nobody worries.`,
  alreadyReported: ({ slot, tenths }) =>
    `${half(slot)} is already noted as ${degrees(tenths)} C. If that is wrong or has changed, just send the new temperature.`,
  confirm: ({ tenths }) =>
    `Is your temperature ${degrees(tenths)} C? Reply yes, or send it again with its decimal point, like 36.5.`,
  ambiguous: () =>
    'Your reply has several numbers and we will not guess. Please send only your temperature now, like 36.5.',
  outOfRange: ({ tenths }) =>
    `We read ${degrees(tenths)} C, which may be a slip. Please measure again and send only the temperature, like 36.5.`,
  unreadable: () =>
    'Sorry, we could not read that. Please send your temperature, like 36.5. If unwell add how, like 36.8 cough.',
  workerWillCall: () => 'No worry: your grid worker will call you and take your temperature by phone.',
  fever: ({ tenths, clinic }) => {
    const heard = tenths === undefined ? 'We have noted how you feel' : `We have noted ${degrees(tenths)} C`
    const where = clinic === undefined ? '' : plainLatin(clinic, longest.clinic)
    return `${heard}. Stay calm, stay in, wear a mask. Wait for our car${where === '' ? '' : ` to ${where}`}, no bus or metro. A doctor will call.`
  },
  measureAgain: ({ minutes }) =>
    `A little high, please do not worry. Sit down and rest. In ${minutes} minutes we will ask you to measure again.`,
  measurePrompt: () => 'Please measure once more now and reply, like 36.8. Thank you.',
  whichMember: ({ letters }) =>
    `Several people share this number. Please put the letter first, like ${letters[0] ?? 'A'} 36.5. Letters: ${letters.join(' ')}`,
  resumed: () => 'Our texts are on again. Please go on reporting your temperature twice a day. Thank you.',
  ended: ({ date }) =>
    `Your home isolation ended on ${day(date)}. You need not report any more. Thank you, and stay well.`,
  released: ({ date, time, number }) =>
    `Your home isolation ends on ${day(date)} at ${time}. Release notice ${plainLatin(number, longest.number)}. Thank you for your patience, stay well.`,
  held: ({ until }) =>
    `Your home isolation goes on until ${day(until)}. A worker will come and explain. Please go on reporting twice a day.`,
  backToFollowing: () =>
    'The doctor has ruled it out, good news. Please stay in and go on reporting twice a day. Thank you.',
  unknownNumber: ({ phone }) =>
    `This number is not registered with us. To report or to get help please call the community: ${plainLatin(phone, longest.phone)}`,
  help: () =>
    'Reply with your temperature, like 36.5, and how you feel if unwell. STOP ends our texts, START brings them back. Emergency: 120',

  newReturnee: ({ code, person, place, until }) =>
    `New returnee ${who(person, place)}, home until ${day(until)}. Please visit, explain, have the letter signed.${code === undefined ? '' : ` Reply ${code} reached`}`,
  measureForThem: ({ code, person, place, slot, closes }) =>
    `Please take the temperature ${half(slot)} of ${who(person, place)} by ${closes}. Reply ${code} 36.5, or ${code} not home`,
  matter: (matter) => {
    const { kind, rung, code, person, place, due, unconfirmed } = matter
    const whose = who(person, place)
    return `${code}${whose === '' ? '' : ` ${whose}`}: ${happened(matter)}. ${asked(kind, rung)} by ${by(due)}. ${unconfirmed === undefined ? `Reply ${code} ${answers[kind]}` : `Unconfirmed: ${said[unconfirmed]}`}`
  },
  matterSettled: ({ code, how }) => `${code} is settled: ${outcomes[how]}. Thank you.`,
  noted: ({ code, answer }) => `${code} noted: ${said[answer]}. Thank you.`,
  echo: ({ code, person, place, answer, phone, oneTime, until, urgent }) => {
    const whose = who(person, place)
    const number = phone === undefined ? 'the new one' : plainLatin(phone, longest.phone)
    const whom = whose === '' ? code : whose
    const does = isGrave(answer) ? grave[answer].does(whom, number) : said[answer]
    return `${urgent === true ? 'URGENT. ' : ''}Please confirm: ${does}. Reply ${oneTime} by ${until}`
  },
  sayOnly: ({ code, answer }) =>
    `Nothing done for ${code}: other words came with it and we will not guess. If it is so, send only: ${code} ${isGrave(answer) ? grave[answer].word : said[answer]}`,
  notPossibleNow: ({ code, answer }) =>
    `${code} cannot be answered "${said[answer]}" now. Nothing was changed. Something else may be open: please look at the console.`,
  notConfirmed: ({ oneTime, why }) => `Nothing was changed: ${oneTime} ${whyNot[why]}.`,
  lapsed: ({ code, person, place, answer }) => {
    const whose = who(person, place)
    return `${code}${whose === '' ? '' : ` ${whose}`}: "${said[answer]}" was never confirmed and does not count. Please check and answer again.`
  },
  answerHelp: ({ code }) =>
    `Not understood. Send code and result, like ${code ?? '4821'} reached. Results: ok, reached, not home, refuses, fixed <phone>, or 36.5`,
  secondReading: ({ code, person, tenths }) => {
    const whose = name(person)
    return `${code}${whose === '' ? '' : ` ${whose}`}: second reading ${degrees(tenths)} C. Please judge it together with the first.`
  },
}
