import { RosterUnreadable } from './roster-unreadable.ts'

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

const MAX_BYTES = 5 * 1024 * 1024

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

/** The text of a CSV file, however a spreadsheet program saved it. @throws RosterUnreadable */
export const decodeRoster = (bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } => {
  if (bytes.length > MAX_BYTES)
    throw new RosterUnreadable(
      `the file has ${(bytes.length / 1024 / 1024).toFixed(1)} MB, at most 5 MB are read: split it`,
    )
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new RosterUnreadable('this is a spreadsheet file: in the spreadsheet program, save it as CSV UTF-8')
  const utf16 = byMark(bytes)
  const text = decode(bytes, utf16 ?? 'utf-8') ?? (utf16 ? undefined : decode(bytes, 'gb18030'))
  if (text === undefined || text.includes('\0'))
    throw new RosterUnreadable('this is no text in UTF-8 or GB18030: save the spreadsheet as CSV UTF-8')
  if (utf16) return { text, encoding: 'UTF-16' }
  return { text, encoding: decode(bytes, 'utf-8') === undefined ? 'GB18030' : 'UTF-8' }
}
