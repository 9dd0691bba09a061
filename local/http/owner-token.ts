import { createHash, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { readSecret, writeSecret } from '../data-folder/secret-file.ts'

/**
 * Identifies the owner of the data folder: every account of this machine can reach 127.0.0.1, but only the owner
 * can read the folder.
 */
export interface OwnerToken {
  readonly value: string
  /** A file with the header that `curl -H @file` sends: on the command line any account could read it. */
  readonly headerFile: string
  readonly is: (token: string) => boolean
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The token of a data folder, made with the folder and the same from then on. */
export const ownerToken = (folder: string, make: () => string): OwnerToken => {
  const file = join(folder, 'token')
  const headerFile = join(folder, 'authorization')
  const value = readSecret(file) ?? make()
  writeSecret(file, value)
  writeSecret(headerFile, `authorization: Bearer ${value}`)
  const expected = digest(value)
  return { value, headerFile, is: (token) => timingSafeEqual(digest(token), expected) }
}

/** The token of a Bearer header. */
export const bearerIn = (authorization = ''): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1]
