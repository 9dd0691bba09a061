import type { Encoding } from './roster-table.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

const decode = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const byMark = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : undefined
}

/** The text of a CSV file in any encoding that spreadsheets use. @throws RosterUnreadable */
export const decodeRoster = (bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } => {
  const utf16 = byMark(bytes)
  const text = decode(bytes, utf16 ?? 'utf-8') ?? (utf16 ? undefined : decode(bytes, 'gb18030'))
  if (text === undefined || text.includes('\0'))
    throw new RosterUnreadable('this is no text in UTF-8 or GB18030: save the spreadsheet as CSV UTF-8')
  if (utf16) return { text, encoding: 'UTF-16' }
  return { text, encoding: decode(bytes, 'utf-8') === undefined ? 'GB18030' : 'UTF-8' }
}
