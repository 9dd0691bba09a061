import type { When } from '../../time/half-day.ts'
import type { Doubt } from '../heard.ts'
import type { Range } from '../numbers/temperature-limits.ts'
import { isPlain, type Token, valuesOf } from '../tokens/tokens.ts'
import type { Bound, BoundReading } from './bound-readings.ts'
import { doubtful, isForBoth, isGuess, isRange } from './meant-readings.ts'
import type { Whose } from './people-in-text.ts'
import type { SymptomsByPerson } from './symptoms-by-person.ts'

/** A reading that counts, of one person. */
export interface Measurement {
  readonly reading: BoundReading
  readonly tenths: number
  readonly letter: string
  readonly when?: When
}

export interface Measurements {
  readonly measured: readonly Measurement[]
  /** What has to be asked back, the most urgent first. */
  readonly doubts: readonly Doubt[]
  /** Somebody who does not use this phone has a reading, and whether it is a fever. */
  readonly ofAnother: boolean
  readonly feverOfAnother: boolean
  /** The text reports a fever and does not say whose. */
  readonly feverOfNobodyNamed: boolean
}

/** What the text says besides its readings. */
export interface ReadingContext {
  readonly tokens: readonly Token[]
  readonly bound: Bound
  /** The letters of the people on this phone, in order. */
  readonly letters: readonly string[]
  readonly symptoms: SymptomsByPerson
  /** Unknown words are left over, and a person must read them. */
  readonly unread: boolean
  readonly noThermometer: boolean
  /** Whether it has a number that is no temperature, time or date. */
  readonly hasOtherNumber: boolean
  readonly plausible: Range
  readonly isFever: (tenths: number) => boolean
  readonly asked: number | undefined
}

/** Even a guess counts as a fever from here up. */
const SURELY_FEVER = 380

/** How one reading is judged. */
type Weighed =
  | { readonly as: 'nothing' }
  | { readonly as: 'of_another' }
  | { readonly as: 'of_nobody_named' }
  | { readonly as: 'doubt'; readonly doubt: Doubt }
  | {
      readonly as: 'measured'
      readonly letters: readonly string[]
      readonly when: readonly (When | undefined)[]
    }

const nothing: Weighed = { as: 'nothing' }
const asking = (doubt: Doubt): Weighed => ({ as: 'doubt', doubt })

/** Whose each reading is. On a phone of one person it is theirs, unless the text speaks of somebody else. */
const ownersOf = (
  readings: readonly BoundReading[],
  { tokens, bound, letters }: ReadingContext,
): readonly (Whose | undefined)[] => {
  const [first = 'A', second] = letters
  if (second !== undefined) return readings.map(({ whose }) => whose)
  // 孙子叫我发的，奶奶36.6: somebody who writes for another writes for the owner of the phone.
  if (readings.length === 1 && tokens.some((token) => isPlain(token, 'on behalf'))) return [[first]]
  // `wife and kid: 36.5 and 36.6`: as many readings as people, none of whom use this phone.
  const spokenOf = [...bound.people.values()]
  const areOfOthers =
    readings.length > 1 &&
    spokenOf.length === readings.length &&
    spokenOf.every((whose) => whose === 'outsider')
  let last: Whose | undefined
  return readings.map(({ whose, when }) => {
    const goesOn = last === 'outsider' && when === undefined
    last = whose ?? (areOfOthers || goesOn ? 'outsider' : [first])
    return last
  })
}

/** `E36.6` on a phone without an E. */
const isOfUnknownLetter = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return before?.is === 'unknown' && /^[a-z]$/.test(before.text)
}

const isUnclear = (
  { candidate: { form, tenths }, at }: BoundReading,
  { tokens, isFever }: ReadingContext,
): boolean => {
  if (form === 'at_most') return true
  const isLoose = form === 'not_exact' || form === 'cut_off' || isGuess(tokens, at)
  return isLoose && !(isFever(tenths) && (tenths >= SURELY_FEVER || form === 'not_exact'))
}

const mustBeConfirmed = ({ candidate }: BoundReading, beside: ReadingContext): boolean => {
  const { tokens, bound, letters, unread, hasOtherNumber, asked, plausible, isFever } = beside
  const { form, tenths } = candidate
  // 没啥新情况 364: an answer in words that are all understood, and no other number.
  const isAnswer =
    form === 'no_decimal_point' &&
    letters.length < 2 &&
    !unread &&
    !hasOtherNumber &&
    bound.readings.length === 1 &&
    !isFever(tenths) &&
    tokens.some((token) => isPlain(token, 'kind', 'well', 'measure'))
  const isBare = form === 'two_digits' && letters.length < 2 && (unread || hasOtherNumber) && asked !== tenths
  return (doubtful(candidate) && !isAnswer) || isBare || tenths < plausible.min || tenths > plausible.max
}

const weigh = (
  reading: BoundReading,
  whose: Whose | undefined,
  isOnlyOfBefore: boolean,
  beside: ReadingContext,
): Weighed => {
  const { tokens, letters, symptoms, noThermometer } = beside
  const { candidate, at } = reading
  const { tenths, form } = candidate
  if (whose === 'outsider') return { as: 'of_another' }
  if (reading.when === 'earlier') return nothing
  const isBoth =
    reading.when === 'both' || (letters.length < 2 && reading.when === undefined && isForBoth(tokens, at))
  const when = isBoth || reading.when === 'now' ? undefined : reading.when
  if (when?.day === -1 && when.half === undefined) {
    const isAsked = valuesOf(tokens, 'question').length > 0
    // A fever of yesterday must not be lost beside today's reading.
    return (isOnlyOfBefore && !isAsked) || beside.isFever(tenths) ? asking({ ask: 'when' }) : nothing
  }
  if (form === 'out_of_range') return asking({ ask: 'out_of_range', tenths })
  if (isUnclear(reading, beside)) return asking({ ask: 'again' })
  if (whose === undefined)
    return isOfUnknownLetter(tokens, at) ? { as: 'of_another' } : { as: 'of_nobody_named' }
  if (noThermometer && doubtful(candidate)) return nothing
  if (mustBeConfirmed(reading, beside)) {
    const [letter] = whose
    if (letter === undefined) return nothing
    const has = [...(symptoms.byLetter.get(letter) ?? [])]
    return asking({ ask: 'confirm', letter, tenths, symptoms: has, ...(when === undefined ? {} : { when }) })
  }
  const halves = [{ day: 0, half: 'morning' } as const, { day: 0, half: 'evening' } as const]
  return { as: 'measured', letters: whose, when: isBoth ? halves : [when] }
}

const isOfNow = ({ when }: BoundReading): boolean =>
  when === undefined || when === 'now' || when === 'both' || (typeof when === 'object' && when.day === 0)

/** Which readings count, whose and of when they are, and what has to be asked back. */
export const measurementsIn = (readings: readonly BoundReading[], beside: ReadingContext): Measurements => {
  const { tokens, bound, letters, symptoms, isFever } = beside
  const owners = ownersOf(readings, beside)
  const isOnlyOfBefore = !readings.some(isOfNow)
  const weighed = readings.map((reading, index) => ({
    reading,
    tenths: reading.candidate.tenths,
    weight: weigh(reading, owners[index], isOnlyOfBefore, beside),
  }))
  const doubts = weighed.flatMap(({ weight }) => (weight.as === 'doubt' ? [weight.doubt] : []))
  // 39度多, 38.l: a fever whatever the exact value, which is asked as well.
  for (const { reading, tenths, weight } of weighed) {
    if (weight.as !== 'measured') continue
    const [letter] = weight.letters
    if (reading.candidate.form === 'not_exact') doubts.push({ ask: 'again' })
    if (reading.candidate.form === 'cut_off' && letter !== undefined)
      doubts.push({ ask: 'confirm', letter, tenths, symptoms: [...(symptoms.byLetter.get(letter) ?? [])] })
  }
  const ofAnother = weighed.filter(({ weight }) => weight.as === 'of_another')
  const unnamed = weighed.filter(({ weight }) => weight.as === 'of_nobody_named')
  let measured: readonly Measurement[] = weighed.flatMap(({ reading, tenths, weight }) =>
    weight.as === 'measured'
      ? weight.letters.flatMap((letter) =>
          weight.when.map((when) => ({ reading, tenths, letter, ...(when === undefined ? {} : { when }) })),
        )
      : [],
  )
  let unowned = unnamed.map(({ tenths }) => tenths)

  // `all of us: 36.5 36.4 36.3`: the first of several numbers without names is not everybody's.
  const shared = measured.find(({ reading }, index) => {
    const next = weighed[weighed.findIndex((one) => one.reading === reading) + 1]
    return (
      next?.weight.as === 'of_nobody_named' &&
      measured.some((one, other) => other !== index && one.reading === reading)
    )
  })
  if (shared !== undefined) {
    unowned = [...unowned, shared.tenths]
    measured = measured.filter(({ reading }) => reading !== shared.reading)
  }
  if (measured.length > 1 && isRange(tokens, readings)) {
    const tenths = [...new Set(measured.map((one) => one.tenths))]
    doubts.push(letters.length < 2 ? { ask: 'which', tenths } : { ask: 'who' })
    if (!tenths.every(isFever)) measured = []
  }
  if (bound.eitherWay && new Set(measured.map(({ tenths }) => tenths)).size > 1) {
    unowned = [...unowned, ...measured.map(({ tenths }) => tenths)]
    measured = []
  }
  // `36.4 B36.7` on a phone of two: the reading without a name belongs to the other one.
  const named = new Set(measured.map(({ letter }) => letter))
  const [missing, ...moreMissing] = letters.filter((letter) => !named.has(letter))
  const [nameless, ...moreNameless] = unnamed.filter(({ reading }) => reading.candidate.form === 'written')
  const isClear =
    moreMissing.length === 0 &&
    moreNameless.length === 0 &&
    unowned.length === 1 &&
    ![...bound.people.values()].includes('outsider')
  if (named.size > 0 && isClear && missing !== undefined && nameless !== undefined) {
    const { reading, tenths } = nameless
    measured = [...measured, { reading, tenths, letter: missing }]
    unowned = []
  }
  if (unowned.length > 0) doubts.push({ ask: 'who' })
  return {
    measured,
    doubts,
    ofAnother: ofAnother.length > 0,
    feverOfAnother: ofAnother.some(({ tenths }) => isFever(tenths)),
    feverOfNobodyNamed: unowned.some(isFever),
  }
}
