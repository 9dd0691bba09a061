import { inWords } from '../../../core/in-words.ts'
import type { JsonObject } from '../../../core/json.ts'
import { inLabels, isResident, type Line } from '../corpus/labelled-lines.ts'
import { isPlain, kindOf } from '../corpus/line-kinds.ts'
import type { Measured } from './measure.ts'
import type { ObservedOutcome } from './observed-outcome.ts'

export interface Counts {
  readonly total: number
  readonly right: number
  readonly safe: number
  readonly unsafe: number
}

export interface Summary extends Counts {
  /**
   * Of the lines with a plain report or kind words: how many were asked back, and how many became somebody's work.
   */
  readonly plain: number
  readonly asked_back: number
  readonly human: number
  readonly by: { readonly [group in 'setting' | 'kind']: { readonly [name: string]: Counts } }
}

const isSafe = ({ never }: Measured): boolean => never.length === 0

const count = (measured: readonly Measured[]): Counts => {
  const safe = measured.filter(isSafe).length
  return {
    total: measured.length,
    right: measured.filter(({ right }) => right).length,
    safe,
    unsafe: measured.length - safe,
  }
}

const countBy = (measured: readonly Measured[], nameOf: (line: Line) => string) =>
  Object.fromEntries(
    [...Map.groupBy(measured, ({ line }) => nameOf(line))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, group]) => [name, count(group)]),
  )

const settingOf = (line: Line): string =>
  isResident(line) ? line.setting : `staff: ${inWords(line.setting)}`

export const summaryOf = (measured: readonly Measured[]): Summary => {
  const plain = measured.filter(({ line }) => isPlain(line))
  return {
    ...count(measured),
    plain: plain.length,
    asked_back: plain.filter(({ outcome }) => outcome.ask.length > 0).length,
    human: plain.filter(({ outcome }) => outcome.human).length,
    by: { setting: countBy(measured, settingOf), kind: countBy(measured, kindOf) },
  }
}

/** The outcome in the words of the labels. */
const happenedIn = (line: Line, outcome: ObservedOutcome): JsonObject => {
  const { record, ask, tell, does, answers, note, counted, suspected, failed } = outcome
  const one = (values: readonly string[]): string | string[] | null =>
    values.length > 1 ? [...values] : (values[0] ?? null)
  const more = {
    ...(suspected && { suspected }),
    ...(counted && { counted }),
    ...(failed !== undefined && { failed }),
  }
  if (isResident(line))
    return {
      record: record.map(({ who, when, tenths, symptoms }) => ({
        who,
        when,
        tenths,
        symptoms: [...symptoms],
      })),
      ask: one(ask),
      tell,
      does: one(does),
      ...more,
    }
  const tenths = record.flatMap((report) => report.tenths ?? [])
  const atOnce = answers.filter(({ waiting }) => !waiting).map(({ said }) => said)
  return {
    answer: one(answers.map(({ said }) => said)),
    ...(answers.length > 0 && { at_once: atOnce.length > 0 }),
    tenths: tenths.length > 1 ? tenths : (tenths[0] ?? null),
    symptoms: record.flatMap(({ symptoms }) => [...symptoms]),
    note,
    ask: one(ask),
    tell,
    ...more,
  }
}

const isFailing = (one: Measured): boolean => !one.right || !isSafe(one)

export const jsonReport = (measured: readonly Measured[]): string => {
  const { total, right, safe, unsafe, asked_back, human, by } = summaryOf(measured)
  const failures = measured.filter(isFailing).map(({ line, text, never, outcome }) => ({
    id: line.id,
    text,
    never: never.map(inWords),
    happened: inLabels(happenedIn(line, outcome)),
  }))
  return `${JSON.stringify({ total, right, safe, unsafe, asked_back, human, by, failures })}\n`
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`

const row = (name: string, { total, right, safe, unsafe }: Counts): string =>
  [
    name.padEnd(24),
    String(total).padStart(6),
    `${String(right).padStart(6)} ${share(right, total).padStart(8)}`,
    String(safe).padStart(6),
    `${String(unsafe).padStart(6)} ${share(unsafe, total).padStart(8)}`,
  ].join('  ')

const HEAD = `${''.padEnd(24)}   lines  ${'right'.padStart(15)}    safe  ${'unsafe'.padStart(15)}`

export const tableReport = (measured: readonly Measured[]): string => {
  const summary = summaryOf(measured)
  const section = (title: string, counts: { readonly [name: string]: Counts }): string[] => [
    '',
    title,
    ...Object.entries(counts).map(([name, each]) => row(`  ${name}`, each)),
  ]
  return `${[
    HEAD,
    row('all', summary),
    ...section('by setting', summary.by.setting),
    ...section('by kind', summary.by.kind),
    '',
    `Of ${summary.plain} plain reports and kind words, ${summary.asked_back} were asked back (${share(summary.asked_back, summary.plain)}) and ${summary.human} became somebody's work (${share(summary.human, summary.plain)}).`,
  ].join('\n')}\n`
}

/** How the reader explains the parts of a text, in one line or several. */
export type Account = (line: Line, text: string) => string

/** One block for each failing line, unsafe ones first. */
export const failuresReport = (measured: readonly Measured[], account: Account): string =>
  measured
    .filter(isFailing)
    .sort((a, b) => Number(isSafe(a)) - Number(isSafe(b)))
    .map(({ line, text, never, outcome, right }) =>
      [
        '',
        `${line.id}  ${isResident(line) ? '' : `${inWords(line.as)}, `}${inWords(line.setting)}  ${never.length > 0 ? `UNSAFE: ${never.map(inWords).join(', ')}` : 'safe, not right'}${right ? ', right' : ''}`,
        `  text      ${JSON.stringify(text)}`,
        `  expected  ${JSON.stringify(inLabels(line.expect))}${(line.also?.length ?? 0) > 0 ? ` or ${line.also?.length} others` : ''}`,
        `  happened  ${JSON.stringify(inLabels(happenedIn(line, outcome)))}`,
        ...(line.why === undefined ? [] : [`  why       ${line.why}`]),
        `  read      ${account(line, text).replaceAll('\n', '\n            ')}`,
      ].join('\n'),
    )
    .join('\n')
    .concat('\n')
