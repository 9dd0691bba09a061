import type { Symptom } from '../domain/isolation.ts'
import { readCommand } from './commands.ts'
import { readHalf } from './half-of-day.ts'
import { clean, fold, LONGEST_TEXT } from './normalise.ts'
import type { ConvertedFrom, Doubt, Range, Reading, ReadingRules } from './reading.ts'
import { readSymptoms } from './symptoms.ts'
import { type Candidate, type Form, numbersOnly, temperaturesIn } from './temperatures.ts'

/** Which candidates count: the clearest forms there are, and of the doubtful ones those that could still be meant. */
const choose = (candidates: readonly Candidate[], wholeText: boolean): Candidate[] => {
  const of = (...forms: Form[]): Candidate[] => candidates.filter(({ form }) => forms.includes(form))
  const written = of('written')
  // A second temperature may be the one that matters: 36.5 beside 38 is asked about, beside room 365 it is not.
  if (written.length > 0) return [...written, ...of('maybe fahrenheit', 'two digits', 'not exact')]
  const doubtful = of('maybe fahrenheit', 'two digits', 'no decimal point', 'not exact', 'at most')
  if (doubtful.length > 0) return doubtful
  return wholeText ? of('bare fahrenheit') : []
}

const isBare = ({ form }: Candidate): boolean => form === 'two digits' || form === 'bare fahrenheit'

/** One number, and besides only words that belong to a report. */
const saysNothingElse = (numbers: string): boolean => {
  const { rest } = readSymptoms(numbers)
  return !/\p{L}/u.test(rest) && rest.match(/\d+/g)?.length === 1
}

const unusual = (tenths: number, plausible: Range): Doubt | undefined => {
  if (tenths < plausible.min) return 'unusually low'
  return tenths > plausible.max ? 'unusually high' : undefined
}

const doubtOf = ({ form, tenths }: Candidate, wholeText: boolean, plausible: Range): Doubt | undefined => {
  switch (form) {
    case 'no decimal point':
    case 'not exact':
    case 'maybe fahrenheit':
      return form
    case 'bare fahrenheit':
      return 'maybe fahrenheit'
    case 'at most':
      return 'not exact'
    case 'two digits':
      return wholeText ? unusual(tenths, plausible) : 'no decimal point'
    default:
      return unusual(tenths, plausible)
  }
}

const withoutTemperature = (candidates: readonly Candidate[], symptoms: Symptom[]): Reading => {
  const outside = candidates.find(({ form }) => form === 'out of range')
  if (outside !== undefined) return { kind: 'out of range', tenths: outside.tenths, symptoms }
  return symptoms.length > 0 ? { kind: 'symptoms', symptoms } : { kind: 'unreadable', why: 'no temperature' }
}

/**
 * Reads a resident's text. Never throws and never guesses: what can be meant in two ways is asked about. A number is a
 * temperature when it is written as one (decimal, degree, unit, the word temperature) or stands alone; dates, times,
 * rooms, phones and the like are not. Hundredths are rounded to the nearest tenth, halves up.
 */
export const readReport = (text: string, { plausible, confirm }: ReadingRules): Reading => {
  if (text.length > LONGEST_TEXT) return { kind: 'unreadable', why: 'too long' }
  const folded = fold(clean(text))
  if (folded === '') return { kind: 'unreadable', why: 'empty' }
  const command = readCommand(folded)
  if (command !== undefined) return { kind: command }

  const { symptoms, denied } = readSymptoms(folded)
  const numbers = numbersOnly(folded)
  const candidates = temperaturesIn(numbers, confirm)
  const wholeText = candidates.some(isBare) && saysNothingElse(numbers)

  const chosen = choose(candidates, wholeText)
  const values = [...new Set(chosen.map(({ tenths }) => tenths))].sort((a, b) => a - b)
  const [first] = chosen
  if (first === undefined) return withoutTemperature(candidates, symptoms)
  if (values.length > 1) return { kind: 'ambiguous', candidates: values, symptoms }

  const why = doubtOf(first, wholeText, plausible)
  const half = readHalf(folded)
  const convertedFrom: ConvertedFrom | undefined =
    first.fahrenheitTenths === undefined ? undefined : { fahrenheitTenths: first.fahrenheitTenths }
  const more = { ...(half && { half }), ...(convertedFrom && { convertedFrom }) }
  if (why !== undefined) return { kind: 'confirm', tenths: first.tenths, symptoms, why, ...more }
  return { kind: 'report', tenths: first.tenths, symptoms, symptomsDenied: denied, ...more }
}
