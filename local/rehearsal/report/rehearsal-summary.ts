import { inWords } from '../../../core/in-words.ts'
import { violationInWords } from '../invariants/invariant.ts'
import type { RehearsalResult } from '../run/rehearse.ts'
import {
  USD_PER_INVOCATION,
  USD_PER_READ_UNIT,
  USD_PER_TRANSITION,
  USD_PER_WRITE_UNIT,
} from './aws-prices.ts'
import { transitionsOf } from './billed-transitions.ts'
import { localTimeText } from './local-time-text.ts'
import type { Report } from './rehearsal-report.ts'
import { percentile } from './statistics.ts'

export interface SummaryOptions {
  readonly seed: string
  /** Where the returnees come from: a file, or synthetic. */
  readonly source: string
  /** USD a segment. */
  readonly smsPrice: number
  readonly rejected: readonly { readonly row: number; readonly reasons: readonly string[] }[]
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`

const dollars = (amount: number): string => `${amount.toFixed(5)} USD`

const line = (name: string, value: string): string => `  ${name.padEnd(26)}${value}`

const people = ({ figures, violations, line: colours }: Report): string[] => {
  const { registered, released, ended, stillOpen, referred, held } = figures
  const reasons = ended.entries().map(([reason, count]) => `${reason} ${count}`)
  return [
    'Returnees',
    line('registered', String(registered)),
    line('released', String(released)),
    line('ended otherwise', `${ended.total}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`),
    line('still open', String(stillOpen.length)),
    ...stillOpen.map(({ isolation, why }) => `    ${isolation}: ${why}`),
    line('referred to the doctor', `${referred} (${share(referred, registered)})`),
    line('held a day or more', `${held} (${share(held, registered)})`),
    line(
      'no one left behind',
      `${violations.length === 0 ? 'yes' : 'NO'}: ${registered} registered = ${released} released + ${ended.total} ended + ${stillOpen.length} open; ${violations.length} invariants broken`,
    ),
    line('the line', `red ${colours.red} min, amber ${colours.amber} min, green ${colours.green} min`),
  ]
}

const SLOT_ENDS = ['on_time', 'early', 'late', 'missed', 'excused'] as const

const slots = ({ figures }: Report): string[] => {
  const { slots: ends, answers } = figures
  const due = ends.total
  const asked = answers.total
  const unsettled = ends.of('not over')
  const parts = SLOT_ENDS.map((end) => `${ends.of(end)} ${inWords(end)}`)
  if (unsettled > 0) parts.push(`${unsettled} not over`)
  return [
    'Half-day reports',
    line('due', `${due} = ${parts.join(' + ')}`),
    line('reported', share(ends.of('on_time') + ends.of('early'), due)),
    line(
      'asked by text',
      `${asked}: ${share(answers.of('prompt'), asked)} answered the prompt, ${share(answers.of('reminder'), asked)} a reminder, ${share(answers.of('neither'), asked)} neither in time`,
    ),
  ]
}

const minutes = (values: readonly number[]): string => {
  const median = percentile(values, 0.5)
  const late = percentile(values, 0.9)
  return median === undefined || late === undefined
    ? 'none'
    : `median ${median} min, nine in ten within ${late} min (${values.length})`
}

const matters = ({ figures }: Report): string[] => {
  const rows = figures.matters.entries().map(([name, count]) => {
    const [kind = '', rung = ''] = name.split('/')
    return line(kind, `${String(count).padStart(5)}  ${rung}`)
  })
  return [
    `Matters on their ladders: ${figures.matters.total}, ${figures.mattersOpen} open; by kind and highest rung told`,
    ...rows,
    line(
      'silence to the door',
      `${minutes(figures.minutesToTheDoor)}; ${figures.heardBeforeTheDoor} more had written meanwhile`,
    ),
    line('fever to the doctor', minutes(figures.minutesToTheDoctor)),
  ]
}

const texts = ({ figures }: Report): string[] => {
  const { messages: sent, segments } = figures
  return [
    `Texts: ${sent.total} sent in ${segments.total} segments, ${figures.messagesFromPhones} came in`,
    ...sent
      .entries()
      .map(([template, count]) =>
        line(
          template,
          `${String(count).padStart(5)}${segments.of(template) === count ? '' : `  in ${segments.of(template)} segments`}`,
        ),
      ),
  ]
}

const costs = (rehearsed: RehearsalResult, { figures }: Report, smsPrice: number): string[] => {
  const { units, invocations } = rehearsed
  const each = Math.max(1, figures.registered)
  const transitions = transitionsOf(rehearsed.system)
  const stepFunctions = (transitions.isolation + transitions.escalation) * USD_PER_TRANSITION
  const lambda = invocations * USD_PER_INVOCATION
  const dynamodb = units.write * USD_PER_WRITE_UNIT + units.read * USD_PER_READ_UNIT
  const sms = figures.segments.total * smsPrice
  const per = (count: number): string => (count / each).toFixed(1)
  return [
    'Work and list price of one isolation (us-east-1, no free tier)',
    line(
      'state transitions',
      `${per(transitions.isolation)} isolation + ${per(transitions.escalation)} escalation: ${dollars(stepFunctions / each)}`,
    ),
    line('function calls', `${per(invocations)}: ${dollars(lambda / each)} (256 MB, 100 ms, estimated)`),
    line(
      'DynamoDB units',
      `${per(units.write)} written, ${per(units.read)} read: ${dollars(dynamodb / each)} (estimated)`,
    ),
    line('together', dollars((stepFunctions + lambda + dynamodb) / each)),
    line('SMS apart', `${per(figures.segments.total)} segments at ${smsPrice} USD: ${dollars(sms / each)}`),
  ]
}

const rejections = ({ rejected }: SummaryOptions): string[] =>
  rejected.length === 0
    ? []
    : [
        `Rejected rows: ${rejected.length} (in rejected.csv)`,
        ...rejected.map(({ row, reasons }) => `  row ${row}: ${reasons.join('; ')}`),
      ]

const problems = ({ errors }: RehearsalResult, { violations }: Report): string[] => {
  const events = new Map<string, number>()
  for (const { event } of errors) events.set(event, (events.get(event) ?? 0) + 1)
  return [
    ...violations.map((violation) => `BROKEN ${violationInWords(violation)}`),
    ...[...events].map(([event, count]) => `Errors logged: ${event} ${count} times`),
  ]
}

/** A page for a district officer. The same seed gives the same text. */
export const summaryOf = (rehearsed: RehearsalResult, report: Report, options: SummaryOptions): string => {
  const { community, from, until } = rehearsed
  const blocks = [
    [
      `Rehearsal of ${options.source}, seed ${options.seed}`,
      `${community.name}, ${localTimeText(from, community.zone)} to ${localTimeText(until, community.zone)} (${community.zone})`,
    ],
    people(report),
    slots(report),
    matters(report),
    texts(report),
    costs(rehearsed, report, options.smsPrice),
    rejections(options),
    problems(rehearsed, report),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}
