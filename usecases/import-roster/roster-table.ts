import { cleanCell } from './cell-text.ts'
import { columnOf } from './columns.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export interface Line {
  /** As the spreadsheet counts: the first line is 1. */
  readonly row: number
  /** The cells as they stand in the file, to be handed back with a rejection. */
  readonly values: readonly string[]
}

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

/** What a file holds, before anybody knows what its cells mean. */
export interface Table {
  readonly format: 'CSV' | 'XLSX'
  /** Of a CSV file. */
  readonly encoding?: Encoding
  /** Of a workbook: the name of the sheet that was read. */
  readonly sheet?: string
  /** Those that are not empty, in their order. */
  readonly lines: readonly Line[]
}

const MAX_BYTES = 5 * 1024 * 1024
/** With those that are empty: a file can hold millions, and each takes its time. */
export const MAX_LINES = 50_000

/** A title may stand above the header. */
export const HEADER_WITHIN = 10

export const isEmpty = (values: readonly string[]): boolean =>
  values.every((value) => cleanCell(value) === '')

export interface Header {
  readonly line: Line
  /** So many of its titles are known. */
  readonly known: number
}

/** The line that names the columns: of the first ones the one with the most known titles. */
export const headerOf = (lines: readonly Line[]): Header | undefined => {
  let best: Header | undefined
  for (const line of lines) {
    if (line.row > HEADER_WITHIN) break
    const known = new Set(line.values.map(columnOf).filter((column) => column !== undefined)).size
    if (best === undefined || known > best.known) best = { line, known }
  }
  return best
}

/** @throws RosterUnreadable */
export const checkSize = ({ length }: Uint8Array): void => {
  if (length > MAX_BYTES)
    throw new RosterUnreadable(
      `the file has ${(length / 1024 / 1024).toFixed(1)} MB, at most 5 MB are read: split it`,
    )
}
