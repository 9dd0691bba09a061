const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** A ZIP file; XLSX files are ZIP files. */
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)

/** An old workbook (XLS), or one with a password. */
export const isOldOrLocked = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

export const isWorkbook = (bytes: Uint8Array): boolean => isZip(bytes) || isOldOrLocked(bytes)
