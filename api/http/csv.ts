import { stringify } from 'csv-stringify/sync'

export type Row = readonly (string | number)[]

/** Tells spreadsheet programs that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/**
 * Rows as CSV. A spreadsheet runs a cell that begins with = + - or @ as a formula: an apostrophe before it makes it
 * text.
 */
export const csvOf = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
