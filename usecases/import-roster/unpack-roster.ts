import { gunzipSync } from 'node:zlib'
import { IMPORT_LIMITS } from '../../core/person/roster-limits.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

/** A large CSV may come compressed. @throws RosterUnreadable */
export const unpackRoster = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: IMPORT_LIMITS.megabytes * 1024 * 1024 })
  } catch (error) {
    throw new RosterUnreadable(
      `this gzip file is damaged, or has more than ${IMPORT_LIMITS.megabytes} MB: split it`,
      { cause: error },
    )
  }
}
