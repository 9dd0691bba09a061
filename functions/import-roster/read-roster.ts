import { CsvError, parse } from 'csv-parse/sync'
import { cleanCell } from './cell-text.ts'
import { type Column, columnOf, missingColumns, REASON_COLUMN } from './columns.ts'
import { decodeRoster, type Encoding } from './decode-roster.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export type RosterCells = { readonly [column in Column]?: string }

interface Line {
  /** As the spreadsheet counts: the first line is 1. */
  readonly row: number
  /** The cells as they stand in the file, to be handed back with a rejection. */
  readonly values: readonly string[]
}

export type RosterRow = Line & ({ readonly cells: RosterCells } | { readonly error: string })

export interface Roster {
  /** As it stands in the file. */
  readonly header: readonly string[]
  readonly rows: readonly RosterRow[]
  /** Headers that mean nothing here: their cells are not read. */
  readonly unknownColumns: readonly string[]
  /** Without these no row can be registered. */
  readonly missingColumns: readonly Column[]
  readonly encoding: Encoding
}

const MAX_ROWS = 10_000
/** With those that are empty: a file can hold millions, and each takes its time. */
const MAX_LINES = 50_000
const MAX_ROW_LENGTH = 64 * 1024
/** A title may stand above the header. */
const HEADER_WITHIN = 10
const DELIMITERS = [',', ';', '\t'] as const

const FORMAT = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark inside a cell is common in names and notes.
  relax_quotes: true,
  max_record_size: MAX_ROW_LENGTH,
}

const isEmpty = (values: readonly string[]): boolean => values.every((value) => cleanCell(value) === '')

/** Calls back with each line that is not empty. @throws RosterUnreadable */
const eachLine = (text: string, delimiter: string, take: (line: Line) => void, lines?: number): void => {
  let row = 0
  try {
    parse(text, {
      ...FORMAT,
      delimiter,
      ...(lines !== undefined && { to: lines }),
      on_record: (values: string[]) => {
        row += 1
        if (row > MAX_LINES)
          throw new RosterUnreadable(
            `more than ${MAX_LINES.toLocaleString('en')} lines, most of them empty: delete the empty ones`,
          )
        if (!isEmpty(values)) take({ row, values })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const what =
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? `a row has more than ${MAX_ROW_LENGTH} characters: perhaps a quotation mark opens a cell and nothing closes it`
        : 'a quotation mark opens a cell and nothing closes it: remove it, or close it'
    throw new RosterUnreadable(`behind row ${row} ${what}`, { cause: error })
  }
}

interface Header extends Line {
  readonly delimiter: string
  readonly known: number
}

const findHeader = (text: string): Header | undefined => {
  let best: Header | undefined
  let failure: RosterUnreadable | undefined
  for (const delimiter of DELIMITERS)
    try {
      eachLine(
        text,
        delimiter,
        (line) => {
          const known = new Set(line.values.map(columnOf).filter((column) => column !== undefined)).size
          if (best === undefined || known > best.known) best = { ...line, delimiter, known }
        },
        HEADER_WITHIN,
      )
    } catch (error) {
      if (!(error instanceof RosterUnreadable)) throw error
      failure = error
    }
  if (best === undefined && failure !== undefined) throw failure
  return best
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

const readLine = (line: Line, width: number, positions: ReadonlyMap<Column, number>): RosterRow => {
  const { values } = line
  const open = values.find((value) => value.startsWith('"') && /[\r\n]/.test(value))
  if (open !== undefined)
    return {
      ...line,
      error: `a quotation mark is not closed: one cell runs over ${open.split(/\r\n|\n|\r/).length} lines`,
    }
  if (values.length < width || !isEmpty(values.slice(width)))
    return { ...line, error: `${values.length} cells where the header has ${width}` }
  const cells: { [column in Column]?: string } = {}
  for (const [column, position] of positions) cells[column] = cleanCell(values[position] ?? '')
  return { ...line, cells }
}

const isReason = (title: string): boolean => cleanCell(title).toLowerCase() === REASON_COLUMN

/**
 * The rows of a roster in CSV, as spreadsheet programs save it. Empty rows are left out; a row that cannot be cut into
 * its cells has an error, and the others go on.
 * @throws RosterUnreadable when it is no CSV, has no header, or is too large.
 */
export const readRoster = (bytes: Uint8Array): Roster => {
  const { text, encoding } = decodeRoster(bytes)
  const header = findHeader(text)
  if (header === undefined) throw new RosterUnreadable('the file is empty')
  if (header.known === 0)
    throw new RosterUnreadable('no column is known: the first row must name them, such as name, phone, grid')
  const titles = header.values
  const positions = columnsOf(titles)
  const rows: RosterRow[] = []
  eachLine(text, header.delimiter, (line) => {
    if (line.row <= header.row) return
    if (rows.length === MAX_ROWS)
      throw new RosterUnreadable(`more than ${MAX_ROWS.toLocaleString('en')} rows: split the file`)
    rows.push(readLine(line, titles.length, positions))
  })
  return {
    header: titles,
    rows,
    unknownColumns: titles
      .map(cleanCell)
      .filter((title) => title !== '' && columnOf(title) === undefined && !isReason(title)),
    missingColumns: missingColumns(new Set(positions.keys())),
    encoding,
  }
}
