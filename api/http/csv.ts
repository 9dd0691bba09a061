import { stringify } from 'csv-stringify/sync'

export type Row = readonly (string | number)[]

/** By it a spreadsheet knows UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Rows as CSV for a spreadsheet, which runs a cell that begins with = + - or @: an apostrophe before it makes it text. */
export const csvOf = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
