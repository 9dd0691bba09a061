import { type Danger, Need, Question } from '../../meaning.ts'
import { type Doubt, type Heard, nothingHeard } from '../heard.ts'
import { saysYes, slipsIn } from '../lexicon/lexicon.ts'
import type { FoundNumber } from '../numbers/other-numbers.ts'
import type { Limits } from '../numbers/temperature-limits.ts'
import { numbersIn } from '../numbers/temperatures.ts'
import { bindReadings } from '../reports/bound-readings.ts'
import { complaintsIn, symptomIn } from '../reports/complaints.ts'
import { choose, isSupposed, withoutQuestioned, withoutUsual } from '../reports/meant-readings.ts'
import { measurementsIn } from '../reports/measurements.ts'
import type { OnPhone } from '../reports/people-in-text.ts'
import { reportsHeard } from '../reports/reports-heard.ts'
import { symptomsByPerson } from '../reports/symptoms-by-person.ts'
import { timeSaid } from '../reports/times-of-day.ts'
import { type OwnText, ownTextIn } from '../source-text/own-text.ts'
import { accountOf, mustBeRead } from '../tokens/accounted-words.ts'
import { isDenial, isMark, isPlain, isWhole, type Token, tokensOf, valuesOf } from '../tokens/tokens.ts'
import { answerIn, correctsADate, isKindOnly, orderIn, partIn } from './spoken-answers.ts'
import { lacksThermometer, wantedIn } from './spoken-needs.ts'

/** What has to be known to read a resident's text. */
export interface Hearing extends Limits {
  /** Everybody who may report from this phone, the owner first. */
  readonly people: readonly OnPhone[]
  /** A reading that was asked about and not yet answered, and whose it is. */
  readonly asked?: { readonly letter: string; readonly tenths: number }
  /** The signatures of our own texts. */
  readonly signatures: readonly string[]
}

/** Corrects words written with the wrong characters of the same sound, only where the whole slip matches. */
const repaired = (folded: string): string =>
  slipsIn.reduce((text, [slip, right]) => (text.includes(slip) ? text.replaceAll(slip, right) : text), folded)

/**
 * Reads a resident's text. Never throws and never guesses: what has two meanings is asked about, and what was not
 * understood is left for a person.
 */
export const readResident = (text: string, hearing: Hearing): Heard =>
  readOwnText(ownTextIn(text, hearing.signatures), hearing)

const nextWord = (tokens: readonly Token[], from: number): number =>
  tokens.findIndex(
    (token, at) => at >= from && !isMark(token, 'space') && !isPlain(token, 'filler', 'degree', 'measure'),
  )

/**
 * Below this percentage of oxygen in the blood somebody is short of breath: WHO, Clinical management of COVID-19, 2020.
 */
const LEAST_OXYGEN = 94

const isDangerousValue = ({ kind, text }: FoundNumber): boolean =>
  kind === 'amount' &&
  /氧|spo2|oxygen/.test(text) &&
  Number(/\d+/.exec(text.replace('spo2', ''))?.[0] ?? LEAST_OXYGEN) < LEAST_OXYGEN

/** The same for a text whose own words have been separated. */
export const readOwnText = (own: OwnText, hearing: Hearing): Heard => {
  if (own.machine)
    return {
      ...nothingHeard,
      machine: true,
      account: own.quoted.map((part) => ({ text: part, as: 'not written by hand' })),
    }
  const { cleaned } = own
  const folded = repaired(own.folded)
  if (folded === '') return { ...nothingHeard, doubt: { ask: 'again' } }
  const letters = hearing.people.map(({ letter }) => letter)
  const numbers = numbersIn(folded, hearing.confirm, letters.length < 2 ? '' : letters.join(''))
  const tokens = tokensOf(folded, numbers, hearing.people)
  const account = accountOf(cleaned, tokens)
  const bound = bindReadings(tokens, hearing.people)
  const orders = valuesOf(tokens, 'order')
  const real = bound.readings.filter(({ at }) => !isSupposed(tokens, at))
  // 烧到39度会怎么样: if the number is supposed, the fever is too.
  const supposedAt = bound.readings.filter((one) => !real.includes(one)).map(({ at }) => at)
  const complaints = complaintsIn(tokens).filter(
    ({ denied, supposed, symptom, after }) =>
      !denied && !supposed && !(symptom === 'fever' && supposedAt.includes(nextWord(tokens, after))),
  )
  const readings = orders.includes('wrong_number')
    ? []
    : choose(withoutUsual(tokens, withoutQuestioned(tokens, real, hearing.asked?.tenths)))
  const supposedOnly = readings.length === 0 && bound.readings.length > 0

  const concerns = valuesOf(tokens, 'concern')
  const dangers = [
    ...new Set(
      complaints.flatMap((complaint): Danger[] => {
        if (complaint.danger !== undefined) return [complaint.danger]
        return symptomIn(complaint) === 'breathlessness' ? ['breathless'] : []
      }),
    ),
  ]
  if (numbers.others.some(isDangerousValue) && !dangers.includes('breathless')) dangers.push('breathless')
  // `help me` alone is a cry for help. Within a sentence it asks for something.
  if (orders.includes('cry') && isWhole(tokens, 'order')) dangers.push('other')
  const named = valuesOf(tokens, 'need').flatMap((value) => Need.safeParse(value).data ?? [])
  const needs = [...new Set([...named, ...wantedIn(tokens)])]
  const noThermometer = valuesOf(tokens, 'need').includes('thermometer') || lacksThermometer(tokens)
  const questions = valuesOf(tokens, 'question')
  const asksInWords = questions.includes('mark') || questions.includes('consequence')
  const asksSomething = asksInWords || tokens.some((token) => isMark(token, 'question'))
  const [topic] = questions.flatMap((value) => Question.safeParse(value).data ?? [])
  const left = tokens.flatMap((token) =>
    token.is === 'unknown' ? [cleaned.slice(token.from, token.to)] : [],
  )
  // A thing, a wish or a part of the body among unknown words may be a need or a complaint.
  const hinting = tokens.some(
    (token) => token.is === 'need' || token.is === 'part' || token.is === 'complaint',
  )
  const unread = mustBeRead(left, readings.length > 0 && !hinting)

  const isFever = (tenths: number): boolean => tenths >= hearing.feverFrom
  // `36.2 not 38.2`: somebody may have acted on the fever already.
  const isFeverTakenBack = (token: Token): boolean =>
    token.is === 'reading' && token.candidate.form === 'denied' && isFever(token.candidate.tenths)
  const symptoms = symptomsByPerson(tokens, complaints, readings, bound.people, letters, isFever)
  const { measured, ...told } = measurementsIn(readings, {
    tokens,
    bound,
    letters,
    symptoms,
    unread,
    noThermometer,
    hasOtherNumber: numbers.others.some(({ kind }) => kind !== 'time' && kind !== 'date'),
    plausible: hearing.plausible,
    isFever,
    asked: hearing.asked?.tenths,
  })
  const { reports, doubts } = reportsHeard(measured, symptoms, letters, isFever)
  const [found] = [...told.doubts, ...doubts]

  const order = orderIn(tokens, orders, reports.length > 0 || dangers.length > 0)
  const asked = hearing.asked?.tenths
  // An answer for somebody else is no answer.
  const answer =
    asked === undefined || told.ofAnother
      ? undefined
      : answerIn(
          tokens,
          asked,
          measured.map(({ tenths }) => tenths),
        )
  const isBare =
    reports.length === 0 &&
    found === undefined &&
    dangers.length === 0 &&
    needs.length === 0 &&
    !noThermometer
  const onlyAsks = isBare && order === undefined && asked === undefined
  const isOpenQuestion =
    asksSomething && (unread || concerns.length > 0 || (asksInWords && needs.length === 0) || onlyAsks)
  const question = topic ?? (isOpenQuestion ? 'other' : undefined)
  const wordsLeft =
    unread ||
    own.cut ||
    concerns.length > 0 ||
    correctsADate(tokens) ||
    tokens.some((token) => isDenial(token, 'taken back') || isFeverTakenBack(token)) ||
    question === 'other' ||
    question === 'car' ||
    symptoms.ofAnother ||
    told.ofAnother ||
    order === 'moved_away' ||
    told.feverOfNobodyNamed
  const saysNothing =
    isBare &&
    question === undefined &&
    (order === undefined || (order === 'help' && asked !== undefined)) &&
    answer === undefined &&
    !wordsLeft &&
    !told.feverOfAnother
  const isPuzzled = answer === undefined && (order === 'help' || (asksSomething && !unread))
  const supposesOnly = supposedOnly && reports.length === 0 && question === undefined && !wordsLeft

  const saysWell = !told.ofAnother && tokens.some((token) => isPlain(token, 'well'))
  const doubtOf = (): Doubt | undefined => {
    const letter = hearing.asked?.letter ?? letters[0] ?? 'A'
    if (
      asked !== undefined &&
      answer !== 'yes' &&
      readings.every(({ candidate }) => candidate.form === 'cut_off')
    ) {
      const part = partIn(numbers.rest.text)
      if (part !== undefined && (found === undefined || found.ask === 'again')) {
        const tenths = Math.floor(asked / 10) * 10 + part
        return { ask: 'confirm', letter, tenths, symptoms: [], sure: false }
      }
    }
    if (found !== undefined) return found
    if (order === 'help' && asked !== undefined) return undefined
    // 不知道，眼镜找不着: an answer that is neither yes nor no is asked for once more.
    const isUnsure = tokens.some(
      (token) => isDenial(token, 'doubt') || timeSaid(token)?.startsWith('yesterday'),
    )
    if (saysNothing && isPuzzled && asked !== undefined)
      return {
        ask: 'confirm',
        letter,
        tenths: asked,
        symptoms: [],
        ...(isUnsure ? {} : { again: true }),
      }
    const mustAsk = (asked !== undefined && isUnsure) || !isKindOnly(tokens)
    if (!supposesOnly && !(saysNothing && mustAsk)) return undefined
    return { ask: 'again', ...(saysWell ? { well: true } : {}) }
  }
  const doubt = doubtOf()
  return {
    reports,
    ...(doubt === undefined ? {} : { doubt }),
    dangers,
    feverOfAnother: told.feverOfAnother,
    needs,
    noThermometer,
    ...(question === undefined ? {} : { question }),
    ...(order === undefined ? {} : { order }),
    ...(answer === undefined ? {} : { answer }),
    justYes:
      tokens.some(({ text }) => saysYes(text)) &&
      tokens.every(
        (token) => token.is === 'mark' || isPlain(token, 'yes', 'kind', 'filler') || saysYes(token.text),
      ),
    saysWell,
    machine: false,
    wordsLeft,
    mayBeDanger: false,
    left,
    account,
  }
}
