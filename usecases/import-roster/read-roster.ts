import { LIMITS, type RosterLimits } from '../../core/person/roster-limits.ts'
import { cleanCell } from './cell-text.ts'
import { type Column, columnOf, missingColumns, REASON_COLUMN } from './columns.ts'
import { isWorkbook } from './file-kind.ts'
import { readCsv } from './read-csv.ts'
import { headerOf, isEmpty, type Line, type Table } from './roster-table.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export type RosterCells = { readonly [column in Column]?: string }

export type RosterRow = Line & ({ readonly cells: RosterCells } | { readonly error: string })

export interface Roster extends Pick<Table, 'format' | 'encoding' | 'sheet'> {
  /** As in the file, without empty cells at the end. */
  readonly header: readonly string[]
  /** The meaning of each title of the header; undefined: not known. */
  readonly columns: readonly (Column | undefined)[]
  readonly rows: readonly RosterRow[]
  /** Unknown headers: their cells are not read. */
  readonly unknownColumns: readonly string[]
  /** No row can be registered without these. */
  readonly missingColumns: readonly Column[]
}

const columnsOf = (header: readonly string[]): Map<Column, number> => {
  const positions = new Map<Column, number>()
  for (const [position, title] of header.entries()) {
    const column = columnOf(title)
    if (column === undefined) continue
    if (positions.has(column))
      throw new RosterUnreadable(
        `two columns mean ${column} (columns ${(positions.get(column) ?? 0) + 1} and ${position + 1}): remove or rename one`,
      )
    positions.set(column, position)
  }
  return positions
}

/** Spreadsheets omit empty cells at the end of a row: an error only if a required cell is among them. */
const isCutShort = (values: readonly string[], positions: ReadonlyMap<Column, number>): boolean => {
  const there = [...positions].filter(([, position]) => position < values.length).map(([column]) => column)
  return missingColumns(new Set(there)).length > 0
}

const readLine = (line: Line, width: number, positions: ReadonlyMap<Column, number>): RosterRow => {
  const { values } = line
  const open = values.find((value) => value.startsWith('"') && /[\r\n]/.test(value))
  if (open !== undefined)
    return {
      ...line,
      error: `a quotation mark is not closed: one cell runs over ${open.split(/\r\n|\n|\r/).length} lines`,
    }
  if ((values.length < width && isCutShort(values, positions)) || !isEmpty(values.slice(width)))
    return { ...line, error: `${values.length} cells where the header has ${width}` }
  const cells: { [column in Column]?: string } = {}
  for (const [column, position] of positions) cells[column] = cleanCell(values[position] ?? '')
  return { ...line, cells }
}

const isReason = (title: string): boolean => cleanCell(title).toLowerCase() === REASON_COLUMN

/**
 * The rows of a table without the empty ones; a row that cannot be split into its cells has an error, and the others
 * are read.
 * @throws RosterUnreadable when there is no header, or too much
 */
const rosterOf = ({ lines, ...about }: Table, limits: RosterLimits): Roster => {
  const header = headerOf(lines)
  if (header === undefined) throw new RosterUnreadable('the file is empty')
  if (header.known === 0)
    throw new RosterUnreadable('no column is known: the first row must name them, such as name, phone, grid')
  const { row, values } = header.line
  const titles = values.slice(0, values.findLastIndex((title) => cleanCell(title) !== '') + 1)
  const positions = columnsOf(titles)
  const below = lines.filter((line) => line.row > row)
  if (below.length > limits.rows)
    throw new RosterUnreadable(`more than ${limits.rows.toLocaleString('en')} rows: split the file`)
  return {
    ...about,
    header: titles,
    columns: titles.map(columnOf),
    rows: below.map((line) => readLine(line, titles.length, positions)),
    unknownColumns: titles
      .map(cleanCell)
      .filter((title) => title !== '' && columnOf(title) === undefined && !isReason(title)),
    missingColumns: missingColumns(new Set(positions.keys())),
  }
}

/** Some lines of a table under its header, as they were stored. @throws RosterUnreadable */
export const rowsUnder = (header: readonly string[], lines: readonly Line[]): readonly RosterRow[] =>
  rosterOf({ format: 'CSV', lines: [{ row: 0, values: header }, ...lines] }, LIMITS).rows

/** A roster in CSV, as spreadsheet programs save it. @throws RosterUnreadable */
export const readRoster = (bytes: Uint8Array): Roster => rosterOf(readCsv(bytes), LIMITS)

/** A roster in CSV or as a workbook (XLSX). @throws RosterUnreadable (as a rejection) */
export const readRosterFile = async (bytes: Uint8Array, limits = LIMITS): Promise<Roster> => {
  if (!isWorkbook(bytes)) return rosterOf(readCsv(bytes, limits), limits)
  // Loaded with the first workbook: most starts of the API never need it.
  const { readWorkbook } = await import('./read-workbook.ts')
  return rosterOf(await readWorkbook(bytes, limits), limits)
}
