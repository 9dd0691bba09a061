import { readXlsx } from 'hucre/xlsx'
import { LIMITS } from '../../core/person/roster-limits.ts'
import { isOldOrLocked } from './file-kind.ts'
import { checkSize, headerOf, isEmpty, type Line, type Table } from './roster-table.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

type Workbook = Awaited<ReturnType<typeof readXlsx>>
type Sheet = Workbook['sheets'][number]
type Value = Sheet['rows'][number][number]

/** A roster of 5 MB unpacks to about this; anything larger is no roster. */
const MAX_UNPACKED = 100 * 1024 * 1024

/**
 * The unpacked size of a ZIP file's entries according to its directory; the reader enforces it for each. undefined: an
 * entry does not say.
 */
const unpackedBytes = (bytes: Uint8Array): number | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = 0; at + 46 <= bytes.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    const packed = view.getUint32(at + 20, true)
    const unpacked = view.getUint32(at + 24, true)
    if (packed > 0 && unpacked === 0) return undefined
    sum += unpacked
  }
  return sum
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** The date and time that a cell shows: workbooks have no time zone. */
const momentText = (moment: Date): string => {
  const minutes = Math.round(moment.getTime() / 60_000)
  const shown = new Date(minutes * 60_000)
  const date = shown.toISOString().slice(0, 10)
  const time = `${twoDigits(shown.getUTCHours())}:${twoDigits(shown.getUTCMinutes())}`
  return time === '00:00' ? date : `${date} ${time}`
}

/** From here on a workbook has lost the last digits: its numbers have fifteen. */
const TOO_LONG = 1e15

const numberText = (number: number): string =>
  Math.abs(number) >= TOO_LONG ? number.toExponential() : String(Number(number.toPrecision(15)))

/** A cell as it would be in a CSV file. */
const textOf = (value: Value | undefined): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : momentText(value)
  if (typeof value === 'number') return numberText(value)
  return typeof value === 'string' ? value : String(value).toUpperCase()
}

/** Copies a cell that is merged over several rows to each of them: a household, for example. */
const withMerged = ({ merges = [] }: Sheet, lines: readonly (readonly string[])[]): string[][] => {
  const filled = lines.map((line) => [...line])
  for (const { startRow, endRow, startCol, endCol } of merges) {
    const said = lines[startRow]?.[startCol] ?? ''
    // Cells merged across columns are a title.
    if (said === '' || startCol !== endCol) continue
    for (const line of filled.slice(startRow + 1, endRow + 1)) line[startCol] = said
  }
  return filled
}

const linesOf = (sheet: Sheet): Line[] =>
  withMerged(
    sheet,
    sheet.rows.map((row) => Array.from(row, textOf)),
  )
    .map((values, index) => ({ row: index + 1, values }))
    .filter(({ values }) => !isEmpty(values))

const opened = async (bytes: Uint8Array): Promise<Workbook> => {
  try {
    return await readXlsx(bytes, { sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden })
  } catch (error) {
    throw new RosterUnreadable('this workbook cannot be opened: save it anew, or as CSV UTF-8', {
      cause: error,
    })
  }
}

/**
 * The sheet of a workbook (XLSX) whose first lines have the most known columns, with cells as in a CSV file. A cell
 * merged over several rows is copied to each of them.
 * @throws RosterUnreadable
 */
export const readWorkbook = async (bytes: Uint8Array, limits = LIMITS): Promise<Table> => {
  checkSize(bytes, limits)
  if (isOldOrLocked(bytes))
    throw new RosterUnreadable(
      'this workbook has the old format or a password: save it as XLSX without one, or as CSV UTF-8',
    )
  const unpacked = unpackedBytes(bytes)
  if (unpacked === undefined || unpacked > MAX_UNPACKED)
    throw new RosterUnreadable('this workbook is too large when unpacked: save it as CSV UTF-8')
  let best: { readonly table: Table; readonly known: number } | undefined
  for (const sheet of (await opened(bytes)).sheets) {
    if (sheet.rows.length > limits.lines)
      throw new RosterUnreadable(
        `more than ${limits.lines.toLocaleString('en')} lines, most of them empty: delete the empty ones`,
      )
    const lines = linesOf(sheet)
    const known = headerOf(lines)?.known ?? 0
    if (best === undefined || known > best.known)
      best = { table: { format: 'XLSX', sheet: sheet.name, lines }, known }
  }
  return best?.table ?? { format: 'XLSX', lines: [] }
}
