import type { Registration } from '../../core/person/registration.ts'
import { isBlank } from './cell-text.ts'
import type { Column } from './columns.ts'
import type { ReadRow } from './read-registrations.ts'
import type { Roster } from './read-roster.ts'

/** How one column of a roster was understood, so that a mistake shows before anybody is registered. */
export interface UnderstoodColumn {
  /** As in the file. */
  readonly title: string
  /** Absent: not known, its cells are not read. */
  readonly column?: Column
  readonly filled: number
  /** The number of cells that are refused. */
  readonly refused: number
  /** For choices: how often each value was read. */
  readonly values?: Readonly<Record<string, number>>
  /** For dates and temperatures: the first and the last. */
  readonly from?: string
  readonly to?: string
}

/** Names, numbers and homes are counted, never shown. */
type Shown = 'values' | 'range'

const yesOrNo = (answer: boolean): string => (answer ? 'yes' : 'no')

const SHOWN: { readonly [column in Column]?: readonly [Shown, (of: Registration) => string | undefined] } = {
  grid: ['values', ({ address }) => address.grid],
  category: ['values', ({ category }) => category],
  language: ['values', ({ person }) => person.language],
  relation: ['values', ({ person }) => person.relation],
  lives_alone: ['values', ({ flags }) => yesOrNo(flags.livesAlone)],
  over_70: ['values', ({ flags }) => yesOrNo(flags.over70)],
  child: ['values', ({ flags }) => yesOrNo(flags.child)],
  chronic: ['values', ({ flags }) => yesOrNo(flags.chronic)],
  pregnant: ['values', ({ flags }) => yesOrNo(flags.pregnant)],
  arrived_at: ['range', ({ arrivedAt: { date, time } }) => (time === undefined ? date : `${date} ${time}`)],
  last_exposure_at: ['range', ({ lastExposure }) => lastExposure],
  commitment_signed_at: ['range', ({ commitmentSignedOn }) => commitmentSignedOn],
  baseline_temperature: [
    'range',
    ({ baselineTenths }) => (baselineTenths === undefined ? undefined : (baselineTenths / 10).toFixed(1)),
  ],
}

const readAs = (
  column: Column,
  registrations: readonly Registration[],
): Pick<UnderstoodColumn, 'values' | 'from' | 'to'> => {
  const shown = SHOWN[column]
  if (shown === undefined) return {}
  const [how, read] = shown
  const found = registrations
    .map(read)
    .filter((value) => value !== undefined)
    .sort()
  const [from] = found
  const to = found.at(-1)
  if (how === 'range') return from === undefined || to === undefined ? {} : { from, to }
  const values: Record<string, number> = {}
  for (const value of found) values[value] = (values[value] ?? 0) + 1
  return { values }
}

export const understoodColumns = (
  { header, columns, rows }: Roster,
  read: readonly ReadRow[],
): UnderstoodColumn[] =>
  header.map((title, position) => {
    const column = columns[position]
    const filled = rows.filter(({ values }) => !isBlank(values[position] ?? '')).length
    if (column === undefined) return { title, filled, refused: 0 }
    const registrations = read.flatMap((row) =>
      'registration' in row && !isBlank(row.cells[column] ?? '') ? [row.registration] : [],
    )
    const refused = read.filter(
      (row) => 'problems' in row && row.problems.some((problem) => problem.column === column),
    ).length
    return { title, column, filled, refused, ...readAs(column, registrations) }
  })
