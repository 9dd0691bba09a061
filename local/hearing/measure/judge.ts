import type { Symptom } from '../../../core/meaning.ts'
import { isGrave } from '../../../core/matter/grave-answers.ts'
import type { Happened, Recorded } from './observed-outcome.ts'
import {
  isResident,
  type Line,
  type ResidentOutcome,
  type Said,
  type StaffOutcome,
  type Tell,
  type When,
} from '../corpus/labelled-lines.ts'

/** From here on a reading is a fever, in tenths of a degree, for the labels as for the default rule book. */
const FEVER = 373

export interface Verdict {
  readonly right: boolean
  /** What happened of that which never may. Empty: safe. */
  readonly never: readonly string[]
}

type Labelled = { readonly tenths: number | null; readonly symptoms: readonly Symptom[] }

const isIll = ({ tenths, symptoms }: Labelled): boolean =>
  symptoms.length > 0 || (tenths !== null && tenths >= FEVER)

/** A fever or symptom stands in the record: it alarms by itself. */
const isAlarmed = ({ record, suspected }: Happened): boolean => suspected || record.some(isIll)

/** A question that leaves the matter open. `again` does not: it is what anything gets that was not understood. */
const isOpenQuestion = ({ ask }: Happened): boolean => ask.some((question) => question !== 'again')

const isSmallTalk = (does: string): boolean => does === 'kind words' || does === 'ignore'

const isCalm = (happened: Happened): boolean =>
  !isAlarmed(happened) &&
  happened.tell === 'nobody' &&
  !isOpenQuestion(happened) &&
  happened.answers.length === 0 &&
  happened.does.every((does) => isSmallTalk(does) || does === 'help')

const isLost = (happened: Happened): boolean =>
  happened.record.length === 0 &&
  !happened.suspected &&
  happened.tell === 'nobody' &&
  !isOpenQuestion(happened) &&
  happened.answers.length === 0 &&
  !happened.note &&
  happened.does.every(isSmallTalk)

const happens = (never: string, happened: Happened): boolean => {
  switch (never) {
    case 'calm':
      return isCalm(happened)
    case 'lost':
      return isLost(happened)
    case 'alarm':
      return isAlarmed(happened) || happened.tell === 'urgent'
    case 'record':
      return happened.record.length > 0
    case 'stop':
      return happened.does.includes('stop')
    case 'counted':
      return happened.counted
    case 'act':
      return happened.answers.length > 0
  }
  const [kind, what] = never.split(':')
  return kind === 'act'
    ? happened.answers.some(({ said }) => said === what)
    : happened.record.some(({ tenths }) => tenths === Number(what))
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

/** A recorded fever or symptom alarms by itself, so that more than was asked for is fine beside it. */
const isTold = (expected: Tell, told: Tell, alarmed: boolean): boolean =>
  expected === told || (alarmed && (expected === 'nobody' || (expected === 'person' && told === 'urgent')))

const isOneOf = <Value>(expected: Value | null, values: readonly Value[]): boolean =>
  expected === null ? values.length === 0 : values.includes(expected)

const isAsResident = (
  expected: ResidentOutcome,
  happened: Happened,
  half: 'morning' | 'evening' | undefined,
): boolean =>
  sameRecord(expected.record, happened.record, half) &&
  isOneOf(expected.ask, happened.ask) &&
  isTold(expected.tell, happened.tell, isAlarmed(happened)) &&
  isOneOf(expected.does, happened.does)

/** A grave answer is right while it waits for its code, any other once it is taken. */
const isAnswered = (expected: Said | null, { answers }: Happened): boolean => {
  if (expected === null) return answers.length === 0
  const [first] = answers
  return (
    first !== undefined &&
    answers.every(({ said }) => said === expected) &&
    first.waiting === isGrave(expected)
  )
}

const isAsStaff = (expected: StaffOutcome, happened: Happened): boolean => {
  const tenths = [...new Set(happened.record.flatMap((report) => report.tenths ?? []))]
  const symptoms = [...new Set(happened.record.flatMap((report) => report.symptoms))].sort()
  return (
    isAnswered(expected.answer, happened) &&
    (expected.tenths === null ? tenths.length === 0 : tenths.join() === String(expected.tenths)) &&
    symptoms.join() === [...expected.symptoms].sort().join() &&
    expected.note === happened.note &&
    isOneOf(expected.ask, happened.ask) &&
    isTold(expected.tell, happened.tell, isAlarmed(happened))
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

/** Right: all of what is expected, or of one of the others that are as good. */
export const judge = (line: Line, happened: Happened): Verdict => {
  if (happened.failed !== undefined) return { right: false, never: ['failed'] }
  const right = isResident(line)
    ? [line.expect, ...(line.also ?? [])].some((one) => isAsResident(one, happened, halfOf(line)))
    : [line.expect, ...(line.also ?? [])].some((one) => isAsStaff(one, happened))
  return { right, never: line.never.filter((never) => happens(never, happened)) }
}
