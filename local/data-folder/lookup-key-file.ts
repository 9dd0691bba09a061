import * as z from 'zod/mini'
import { type KeyStore, LookupKeys } from '../../record/lookup-keys.ts'
import { InputError } from '../command-line/input-error.ts'
import type { DataFolder } from './data-folder.ts'
import { readSecret, writeSecret } from './secret-file.ts'

const parse = (path: string, text: string): LookupKeys => {
  try {
    return z.parse(LookupKeys, JSON.parse(text))
  } catch {
    throw new InputError(`${path} holds no keys; put it back from a copy, or begin anew with --fresh`)
  }
}

/**
 * The keys of the lookups, in a file beside the record; made with a new record.
 * @throws InputError when there is a record without its keys
 */
export const openLookupKeyFile = ({ lookups: path, isNew }: DataFolder, make: () => string): KeyStore => {
  const text = readSecret(path)
  if (text === undefined && !isNew)
    throw new InputError(
      `${path} is missing, and without it nobody in the record can be found; put it back from a copy, or begin anew with --fresh`,
    )
  let known: LookupKeys = text === undefined ? { id: 'k1', secret: make() } : parse(path, text)
  if (text === undefined) writeSecret(path, JSON.stringify(known))
  return {
    load: async () => known,
    save: async (keys) => {
      writeSecret(path, JSON.stringify(keys))
      known = keys
    },
  }
}
