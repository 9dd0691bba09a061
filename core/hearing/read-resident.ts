import { type Danger, Need, Question, Symptom } from '../domain/meaning.ts'
import type { When } from '../rules/judge-report.ts'
import { accountOf, mustBeRead } from './accounted-words.ts'
import { type BoundReading, bindReadings } from './bound-readings.ts'
import { complaintsIn, subjectOf } from './complaints.ts'
import { type Doubt, type Heard, type HeardReport, nothingHeard } from './heard.ts'
import { slipsIn } from './lexicon.ts'
import {
  choose,
  doubtful,
  isForBoth,
  isGuess,
  isRange,
  isSupposed,
  sameWhen,
  withoutQuestioned,
} from './meant-readings.ts'
import { clean, fold, LONGEST_TEXT } from './normalise.ts'
import { ownWords } from './own-words.ts'
import type { OnPhone, Whose } from './people.ts'
import type { Range } from './range.ts'
import { answerIn, correctsADate, isKindOnly, orderIn, partIn } from './spoken-answers.ts'
import { lacksThermometer, wantedIn } from './spoken-needs.ts'
import { numbersIn } from './temperatures.ts'
import { isPlain, tokensOf, valuesOf } from './tokens.ts'

/** What the reader must know of the one who writes. */
export interface Hearing {
  readonly plausible: Range
  readonly confirm: Range
  /** From here on a reading is a fever, in tenths. */
  readonly feverFrom: number
  /** Everybody of this phone whose report may come; the first one is the one whose phone it is. */
  readonly people: readonly OnPhone[]
  /** A number that was asked about and not yet answered. */
  readonly asked?: number
  /** What our own texts begin with. */
  readonly signatures: readonly string[]
}

/** Words put in the place of others of the same sound, only where the whole slip stands. */
const repaired = (folded: string): string =>
  slipsIn.reduce((text, [slip, right]) => (text.includes(slip) ? text.replaceAll(slip, right) : text), folded)

interface Measured {
  readonly reading: BoundReading
  readonly tenths: number
}

/**
 * Reads what a resident wrote. Never throws and never guesses: what can be meant in two ways is asked about, and what
 * was not understood is left over for a person.
 */
export const readResident = (text: string, hearing: Hearing): Heard => {
  const own = ownWords(text, hearing.signatures)
  if (own.machine)
    return {
      ...nothingHeard,
      machine: true,
      account: own.quoted.map((part) => ({ text: part, as: 'not written by hand' })),
    }
  const cleaned = clean(own.text).slice(0, LONGEST_TEXT)
  const folded = repaired(fold(cleaned))
  if (folded === '') return { ...nothingHeard, doubt: { ask: 'again' } }
  const single = hearing.people.length < 2
  const letters = single ? '' : hearing.people.map(({ letter }) => letter).join('')
  const numbers = numbersIn(folded, hearing.confirm, letters)
  const tokens = tokensOf(folded, numbers, hearing.people)
  const account = accountOf(cleaned, tokens)
  const bound = bindReadings(tokens, hearing.people)
  const complaints = complaintsIn(tokens).filter(({ denied, supposed }) => !denied && !supposed)
  const orders = valuesOf(tokens, 'order')
  const real = bound.readings.filter(({ at }) => !isSupposed(tokens, at))
  const readings = orders.includes('wrong number') ? [] : choose(withoutQuestioned(tokens, real))
  const supposedOnly = readings.length === 0 && bound.readings.length > 0

  const concerns = valuesOf(tokens, 'concern')
  const dangers = [
    ...new Set(
      complaints.flatMap(({ danger, symptom }): Danger[] => {
        if (danger !== undefined) return [danger]
        return symptom === 'breathlessness' ? ['breathless'] : []
      }),
    ),
  ]
  const needs = [...new Set(valuesOf(tokens, 'need'))].flatMap((value) => {
    const need = Need.safeParse(value)
    return need.success ? [need.data] : []
  })
  for (const need of wantedIn(tokens)) if (!needs.includes(need)) needs.push(need)
  const noThermometer = valuesOf(tokens, 'need').includes('thermometer') || lacksThermometer(tokens)
  const asksSomething =
    tokens.some((token) => token.is === 'mark' && token.mark === 'question') ||
    valuesOf(tokens, 'question').includes('mark')
  const topics = valuesOf(tokens, 'question').flatMap((value) => {
    const topic = Question.safeParse(value)
    return topic.success ? [topic.data] : []
  })
  const left = tokens.flatMap((token) =>
    token.is === 'unknown' ? [cleaned.slice(token.from, token.to)] : [],
  )
  // A thing, a wish or a part of the body among unknown words may be a need or a complaint.
  const hinting = tokens.some(
    (token) => token.is === 'need' || token.is === 'part' || token.is === 'complaint',
  )
  const unread = mustBeRead(left, readings.length > 0 && !hinting)

  // Who and what: symptoms go to the person they are said of.
  const all = hearing.people.map(({ letter }) => letter)
  const [first = 'A'] = all
  const symptomsOf = new Map<string, Set<Symptom>>()
  let symptomOfAnother = false
  let symptomOfWhom = false
  for (const complaint of complaints) {
    const symptom = complaint.symptom ?? (complaint.danger === 'breathless' ? 'breathlessness' : undefined)
    if (symptom === undefined) continue
    const subject = subjectOf(tokens, complaint, bound.people)
    const nearest = subject ?? readings.find(({ at }) => at > complaint.first)?.whose
    if (nearest === 'outsider') symptomOfAnother = true
    else {
      const whose = nearest === undefined || nearest === 'others' ? (single ? [first] : undefined) : nearest
      if (whose === undefined) symptomOfWhom = true
      for (const letter of whose ?? [])
        symptomsOf.set(letter, (symptomsOf.get(letter) ?? new Set()).add(symptom))
    }
  }

  // Numbers: with whom and when, or a question back.
  let doubt: Doubt | undefined
  const ask = (next: Doubt): void => {
    doubt ??= next
  }
  let feverOfAnother = false
  let readingOfAnother = false
  const isFever = (tenths: number): boolean => tenths >= hearing.feverFrom
  const measured: (Measured & { readonly letter: string; readonly when?: When })[] = []
  const unowned: number[] = []
  const withoutName: BoundReading[] = []
  let lastWhose: Whose | undefined
  const hasNow = readings.some(
    ({ when }) =>
      when === undefined || when === 'now' || when === 'both' || (typeof when === 'object' && when.day === 0),
  )
  // `wife and kid: 36.5 and 36.6`: as many readings as people who are not on this phone, and nobody who is.
  const spokenOf = [...bound.people.values()]
  const ofOthers =
    readings.length > 1 &&
    spokenOf.length === readings.length &&
    spokenOf.every((whose) => whose === 'outsider')
  for (const reading of readings) {
    const { candidate, at } = reading
    const { tenths, form } = candidate
    const whose =
      reading.whose ??
      (single
        ? ofOthers || (lastWhose === 'outsider' && reading.when === undefined)
          ? 'outsider'
          : [first]
        : undefined)
    lastWhose = whose
    if (whose === 'outsider') {
      readingOfAnother = true
      if (isFever(tenths)) feverOfAnother = true
      continue
    }
    if (reading.when === 'earlier') continue
    // 早晚都是36.5, `36.5 for both`: one number for the two slots of the day.
    const both = reading.when === 'both' || (single && reading.when === undefined && isForBoth(tokens, at))
    const when = both || reading.when === undefined || reading.when === 'now' ? undefined : reading.when
    if (when?.day === -1 && when.half === undefined) {
      if (!hasNow && valuesOf(tokens, 'question').length === 0) ask({ ask: 'when' })
      continue
    }
    const fever = isFever(tenths)
    if (form === 'out of range') {
      ask({ ask: 'out of range', tenths })
      continue
    }
    if (form === 'at most') {
      ask({ ask: 'again' })
      continue
    }
    const guess = isGuess(tokens, at)
    if (
      (form === 'not exact' || form === 'cut off' || guess) &&
      !(fever && tenths >= 380) &&
      !(form === 'not exact' && fever)
    ) {
      ask({ ask: 'again' })
      continue
    }
    // `E36.6` where there is no E.
    const before = tokens[at - 1]
    if (whose === undefined && before?.is === 'unknown' && /^[a-z]$/.test(before.text)) {
      readingOfAnother = true
      if (fever) feverOfAnother = true
      continue
    }
    if (whose === undefined) {
      unowned.push(tenths)
      if (form === 'written') withoutName.push(reading)
      continue
    }
    const bare =
      form === 'two digits' &&
      single &&
      (unread || numbers.others.some(({ kind }) => kind !== 'time' && kind !== 'date')) &&
      hearing.asked !== tenths
    if (noThermometer && doubtful(candidate)) continue
    if (doubtful(candidate) || bare) {
      const [letter] = whose
      if (letter !== undefined)
        ask({
          ask: 'confirm',
          letter,
          tenths,
          symptoms: [...(symptomsOf.get(letter) ?? [])],
          ...(when === undefined ? {} : { when }),
        })
      continue
    }
    if (tenths < hearing.plausible.min || tenths > hearing.plausible.max) {
      const [letter] = whose
      if (letter !== undefined)
        ask({
          ask: 'confirm',
          letter,
          tenths,
          symptoms: [...(symptomsOf.get(letter) ?? [])],
          ...(when === undefined ? {} : { when }),
        })
      continue
    }
    for (const letter of whose) {
      if (both)
        for (const half of ['morning', 'evening'] as const)
          measured.push({ reading, tenths, letter, when: { day: 0, half } })
      else measured.push({ reading, tenths, letter, ...(when === undefined ? {} : { when }) })
    }
  }
  if (isRange(tokens, readings) && measured.length > 1) {
    ask(
      single ? { ask: 'which', tenths: [...new Set(measured.map(({ tenths }) => tenths))] } : { ask: 'who' },
    )
    if (!measured.every(({ tenths }) => isFever(tenths))) measured.length = 0
  }
  if (bound.eitherWay && new Set(measured.map(({ tenths }) => tenths)).size > 1) {
    unowned.push(...measured.map(({ tenths }) => tenths))
    measured.length = 0
  }
  // `36.4 B36.7` of two: what stands without a name means the one who is not named.
  const named = new Set(measured.map(({ letter }) => letter))
  const [unnamed, ...moreUnnamed] = all.filter((letter) => !named.has(letter))
  const [only, ...more] = withoutName
  const isClear = named.size > 0 && moreUnnamed.length === 0 && more.length === 0 && unowned.length === 1
  if (isClear && unnamed !== undefined && only !== undefined) {
    measured.push({ reading: only, tenths: only.candidate.tenths, letter: unnamed })
    unowned.length = 0
  }
  if (unowned.length > 0) ask({ ask: 'who' })

  const reports: HeardReport[] = []
  for (const letter of all) {
    const mine = measured.filter((one) => one.letter === letter)
    const done: (When | undefined)[] = []
    for (const { when } of mine) {
      if (done.some((other) => sameWhen(other, when))) continue
      done.push(when)
      const values = [...new Set(mine.filter((one) => sameWhen(one.when, when)).map(({ tenths }) => tenths))]
      const [only, another] = values
      if (only === undefined) continue
      const highest = Math.max(...values)
      if (another === undefined)
        reports.push({ letter, tenths: only, symptoms: [], ...(when === undefined ? {} : { when }) })
      else if (values.every(isFever)) {
        // Whichever it is, it is a fever: the highest counts at once.
        reports.push({ letter, tenths: highest, symptoms: [], ...(when === undefined ? {} : { when }) })
      } else {
        const last = mine.findLast((one) => sameWhen(one.when, when))
        if (last?.reading.when === 'now' && isFever(last.tenths))
          reports.push({ letter, tenths: last.tenths, symptoms: [] })
        else ask({ ask: 'which', tenths: values })
      }
    }
  }
  for (const [letter, symptoms] of symptomsOf) {
    const at = reports.findLastIndex((report) => report.letter === letter)
    const sorted = Symptom.options.filter((symptom) => symptoms.has(symptom))
    const known = reports[at]
    if (known === undefined) reports.push({ letter, symptoms: sorted })
    else reports[at] = { ...known, symptoms: sorted }
  }
  if (symptomOfWhom) ask({ ask: 'who' })

  // Orders, answers and the rest.
  const order = orderIn(tokens, orders, reports.length > 0 || dangers.length > 0)
  // Whoever answers for somebody else has not answered.
  const answer =
    hearing.asked === undefined || readingOfAnother
      ? undefined
      : answerIn(
          tokens,
          hearing.asked,
          measured.map(({ tenths }) => tenths),
        )
  const asksInWords = valuesOf(tokens, 'question').includes('mark')
  const onlyAsks =
    reports.length === 0 &&
    doubt === undefined &&
    dangers.length === 0 &&
    needs.length === 0 &&
    !noThermometer &&
    order === undefined &&
    hearing.asked === undefined
  const open =
    asksSomething && (unread || concerns.length > 0 || (asksInWords && needs.length === 0) || onlyAsks)
  const question = topics[0] ?? (open ? 'other' : undefined)
  const wordsLeft =
    unread ||
    concerns.length > 0 ||
    correctsADate(tokens) ||
    question === 'other' ||
    question === 'car' ||
    symptomOfAnother ||
    readingOfAnother ||
    order === 'moved away' ||
    unowned.some(isFever)
  const saysNothing =
    reports.length === 0 &&
    doubt === undefined &&
    dangers.length === 0 &&
    needs.length === 0 &&
    !noThermometer &&
    question === undefined &&
    (order === undefined || (order === 'help' && hearing.asked !== undefined)) &&
    answer === undefined &&
    !wordsLeft &&
    !feverOfAnother
  const part =
    hearing.asked === undefined || readings.some(({ candidate }) => candidate.form !== 'cut off')
      ? undefined
      : partIn(numbers.rest.text)
  if (
    part !== undefined &&
    hearing.asked !== undefined &&
    answer !== 'yes' &&
    (doubt === undefined || doubt.ask === 'again')
  )
    doubt = undefined
  if (part !== undefined && hearing.asked !== undefined && answer !== 'yes' && doubt === undefined)
    ask({
      ask: 'confirm',
      letter: first,
      tenths: Math.floor(hearing.asked / 10) * 10 + part,
      symptoms: [],
      sure: false,
    })
  const puzzled =
    hearing.asked !== undefined && answer === undefined && (order === 'help' || (asksSomething && !unread))
  if (saysNothing && puzzled && hearing.asked !== undefined)
    ask({ ask: 'confirm', letter: first, tenths: hearing.asked, symptoms: [] })
  if (saysNothing && !isKindOnly(tokens)) ask({ ask: 'again' })
  if (supposedOnly && doubt === undefined && reports.length === 0 && question === undefined && !wordsLeft)
    ask({ ask: 'again' })
  return {
    reports,
    ...(doubt === undefined ? {} : { doubt }),
    dangers,
    feverOfAnother,
    needs,
    noThermometer,
    ...(question === undefined ? {} : { question }),
    ...(order === undefined ? {} : { order }),
    ...(answer === undefined ? {} : { answer }),
    saysWell: tokens.some((token) => isPlain(token, 'well')),
    machine: false,
    wordsLeft,
    left,
    account,
  }
}
