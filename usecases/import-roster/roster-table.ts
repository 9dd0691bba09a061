import type { RosterLimits } from '../../core/person/roster-limits.ts'
import { cleanCell } from './cell-text.ts'
import { columnOf } from './columns.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export interface Line {
  /** As the spreadsheet counts: the first line is 1. */
  readonly row: number
  /** The cells as in the file, returned with a rejection. */
  readonly values: readonly string[]
}

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

/** The content of a file, before its cells are interpreted. */
export interface Table {
  readonly format: 'CSV' | 'XLSX'
  /** For a CSV file. */
  readonly encoding?: Encoding
  /** For a workbook: the name of the sheet that was read. */
  readonly sheet?: string
  /** Without empty lines, in order. */
  readonly lines: readonly Line[]
}

/** A title may come before the header. */
export const HEADER_WITHIN = 10

export const isEmpty = (values: readonly string[]): boolean =>
  values.every((value) => cleanCell(value) === '')

export interface Header {
  readonly line: Line
  /** How many of its titles are known. */
  readonly known: number
}

/** The header: among the first lines, the one with the most known titles. */
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
export const checkSize = ({ length }: Uint8Array, { megabytes }: RosterLimits): void => {
  const size = length / 1024 / 1024
  if (size > megabytes)
    throw new RosterUnreadable(
      `the file has ${size.toFixed(1)} MB, at most ${megabytes} MB are read: split it`,
    )
}
