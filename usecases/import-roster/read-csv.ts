import { CsvError, parse } from 'csv-parse/sync'
import { LIMITS, type RosterLimits } from '../../core/person/roster-limits.ts'
import { decodeRoster } from './decode-roster.ts'
import { checkSize, HEADER_WITHIN, headerOf, isEmpty, type Line, type Table } from './roster-table.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

const MAX_ROW_LENGTH = 64 * 1024
const DELIMITERS = [',', ';', '\t'] as const

const FORMAT = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quotation mark inside a cell is common in names and notes.
  relax_quotes: true,
  max_record_size: MAX_ROW_LENGTH,
}

/** Adds the lines of a text, as far as it can be split. @throws RosterUnreadable */
const addLines = (
  lines: Line[],
  text: string,
  delimiter: string,
  limits: RosterLimits,
  most?: number,
): void => {
  let row = 0
  try {
    parse(text, {
      ...FORMAT,
      delimiter,
      ...(most !== undefined && { to: most }),
      on_record: (values: string[]) => {
        row += 1
        if (row > limits.lines)
          throw new RosterUnreadable(
            `more than ${limits.lines.toLocaleString('en')} lines, most of them empty: delete the empty ones`,
          )
        if (!isEmpty(values)) lines.push({ row, values })
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

/** The delimiter with which most titles of the header are known. @throws RosterUnreadable when none splits the text */
const delimiterOf = (text: string, limits: RosterLimits): string => {
  let best: { readonly delimiter: string; readonly known: number } | undefined
  let failure: RosterUnreadable | undefined
  for (const delimiter of DELIMITERS) {
    const lines: Line[] = []
    try {
      addLines(lines, text, delimiter, limits, HEADER_WITHIN)
    } catch (error) {
      if (!(error instanceof RosterUnreadable)) throw error
      failure = error
    }
    const known = headerOf(lines)?.known
    if (known !== undefined && (best === undefined || known > best.known)) best = { delimiter, known }
  }
  if (best === undefined && failure !== undefined) throw failure
  return best?.delimiter ?? ','
}

/** A CSV file as saved by any spreadsheet program. @throws RosterUnreadable */
export const readCsv = (bytes: Uint8Array, limits = LIMITS): Table => {
  checkSize(bytes, limits)
  const { text, encoding } = decodeRoster(bytes)
  const lines: Line[] = []
  addLines(lines, text, delimiterOf(text, limits), limits)
  return { format: 'CSV', encoding, lines }
}
