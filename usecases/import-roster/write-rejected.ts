import { stringify } from 'csv-stringify/sync'
import { cleanCell } from './cell-text.ts'
import { REASON_COLUMN } from './columns.ts'

export interface RejectedRow {
  /** The cells as in the roster. */
  readonly values: readonly string[]
  readonly reasons: readonly string[]
}

/**
 * Rejected rows as CSV for a spreadsheet: the roster's own columns and the reasons. Once corrected, it can be imported
 * as it is. Formulas are made harmless.
 */
export const writeRejected = (header: readonly string[], rejected: readonly RejectedRow[]): Uint8Array => {
  // A file that was rejected before already has reasons: the new ones replace them.
  const old = header.findIndex((title) => cleanCell(title).toLowerCase() === REASON_COLUMN)
  const own = (values: readonly string[]): string[] =>
    header.map((_, column) => values[column] ?? '').filter((_, column) => column !== old)
  const lines = rejected.map(({ values, reasons }) => [
    ...own(values),
    reasons.join('; '),
    // Cells after the last column stay there, so that the row is not accepted by mistake.
    ...values.slice(header.length),
  ])
  return new TextEncoder().encode(
    stringify([[...own(header), REASON_COLUMN], ...lines], {
      bom: true,
      escape_formulas: true,
      quoted_match: /[\r\n]/,
      record_delimiter: 'windows',
    }),
  )
}
