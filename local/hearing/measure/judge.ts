import { isGrave } from '../../../core/matter/grave-answers.ts'
import type { Symptom } from '../../../core/meaning.ts'
import {
  isResident,
  type Line,
  type ResidentOutcome,
  type Said,
  type StaffOutcome,
  type Tell,
  type When,
} from '../corpus/labelled-lines.ts'
import type { ObservedOutcome, Recorded } from './observed-outcome.ts'

/** From here on a reading is a fever, in tenths of a degree, for the labels as for the default rule book. */
const FEVER = 373

export interface Verdict {
  readonly right: boolean
  /** Which forbidden outcomes happened. Empty: safe. */
  readonly never: readonly string[]
}

type Labelled = { readonly tenths: number | null; readonly symptoms: readonly Symptom[] }

const isIll = ({ tenths, symptoms }: Labelled): boolean =>
  symptoms.length > 0 || (tenths !== null && tenths >= FEVER)

/** A fever or symptom stands in the record: it alarms by itself. */
const isAlarmed = ({ record, suspected }: ObservedOutcome): boolean => suspected || record.some(isIll)

/** A question that leaves the matter open. `again` is not one: every text that is not understood gets it. */
const isOpenQuestion = ({ ask }: ObservedOutcome): boolean => ask.some((question) => question !== 'again')

const isSmallTalk = (does: string): boolean => does === 'kind_words' || does === 'ignore'

const isCalm = (outcome: ObservedOutcome): boolean =>
  !isAlarmed(outcome) &&
  outcome.tell === 'nobody' &&
  !isOpenQuestion(outcome) &&
  outcome.answers.length === 0 &&
  outcome.does.every((does) => isSmallTalk(does) || does === 'help')

const isLost = (outcome: ObservedOutcome): boolean =>
  outcome.record.length === 0 &&
  !outcome.suspected &&
  outcome.tell === 'nobody' &&
  !isOpenQuestion(outcome) &&
  outcome.answers.length === 0 &&
  !outcome.note &&
  outcome.does.every(isSmallTalk)

const happens = (never: string, outcome: ObservedOutcome): boolean => {
  switch (never) {
    case 'calm':
      return isCalm(outcome)
    case 'lost':
      return isLost(outcome)
    case 'alarm':
      return isAlarmed(outcome) || outcome.tell === 'urgent'
    case 'record':
      return outcome.record.length > 0
    case 'stop':
      return outcome.does.includes('stop')
    case 'counted':
      return outcome.counted
    case 'act':
      return outcome.answers.length > 0
  }
  const [kind, what] = never.split(':')
  return kind === 'act'
    ? outcome.answers.some(({ said }) => said === what)
    : outcome.record.some(({ tenths }) => tenths === Number(what))
}

const written = (
  { who, when, tenths, symptoms }: Omit<Recorded, 'when'> & { readonly when: When | 'earlier' },
  half: 'morning' | 'evening' | undefined,
): string => `${who} ${when === half ? 'now' : when} ${tenths} ${[...symptoms].sort().join('+')}`

const sameRecord = (
  expected: ResidentOutcome['record'],
  record: readonly Recorded[],
  half: 'morning' | 'evening' | undefined,
): boolean => {
  const sorted = (reports: readonly Recorded[]): string =>
    reports
      .map((report) => written(report, half))
      .sort()
      .join('\n')
  return sorted(expected) === sorted(record)
}

/** A recorded fever or symptom alarms by itself, so telling more people than expected is fine. */
const isTold = (expected: Tell, told: Tell, alarmed: boolean): boolean =>
  expected === told || (alarmed && (expected === 'nobody' || (expected === 'person' && told === 'urgent')))

const isOneOf = <Value>(expected: Value | null, values: readonly Value[]): boolean =>
  expected === null ? values.length === 0 : values.includes(expected)

const isAsResident = (
  expected: ResidentOutcome,
  outcome: ObservedOutcome,
  half: 'morning' | 'evening' | undefined,
): boolean =>
  sameRecord(expected.record, outcome.record, half) &&
  isOneOf(expected.ask, outcome.ask) &&
  isTold(expected.tell, outcome.tell, isAlarmed(outcome)) &&
  isOneOf(expected.does, outcome.does)

/** A grave answer is right when it waits for its code, any other when it is accepted. */
const isAnswered = (expected: Said | null, { answers }: ObservedOutcome): boolean => {
  if (expected === null) return answers.length === 0
  const [first] = answers
  return (
    first !== undefined &&
    answers.every(({ said }) => said === expected) &&
    first.waiting === isGrave(expected)
  )
}

const isAsStaff = (expected: StaffOutcome, outcome: ObservedOutcome): boolean => {
  const tenths = [...new Set(outcome.record.flatMap((report) => report.tenths ?? []))]
  const symptoms = [...new Set(outcome.record.flatMap((report) => report.symptoms))].sort()
  return (
    isAnswered(expected.answer, outcome) &&
    (expected.tenths === null ? tenths.length === 0 : tenths.join() === String(expected.tenths)) &&
    symptoms.join() === [...expected.symptoms].sort().join() &&
    expected.note === outcome.note &&
    isOneOf(expected.ask, outcome.ask) &&
    isTold(expected.tell, outcome.tell, isAlarmed(outcome))
  )
}

/** Today's half-day at which a line is read: `now` and its name are the same slot. */
const halfOf = (line: Line): 'morning' | 'evening' | undefined => {
  switch (line.setting) {
    case 'asked':
    case 'family':
    case 'confirming':
    case 'referred':
      return 'morning'
    case 'missed':
    case 'reported':
      return 'evening'
    default:
      return undefined
  }
}

/** Right: everything that is expected happened, or everything of an alternative. */
export const judge = (line: Line, outcome: ObservedOutcome): Verdict => {
  if (outcome.failed !== undefined) return { right: false, never: ['failed'] }
  const right = isResident(line)
    ? [line.expect, ...(line.also ?? [])].some((one) => isAsResident(one, outcome, halfOf(line)))
    : [line.expect, ...(line.also ?? [])].some((one) => isAsStaff(one, outcome))
  return { right, never: line.never.filter((never) => happens(never, outcome)) }
}
