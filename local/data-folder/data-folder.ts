import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { InputError } from '../command-line/input-error.ts'

/** The folder of the record, locked until it is closed. */
export interface DataFolder {
  /** The record itself. */
  readonly file: string
  /** The keys of the record's lookups. */
  readonly lookups: string
  /** There was no record yet, or it has been deleted. */
  readonly isNew: boolean
  /** Deletes the record. */
  clear(): void
  close(): void
}

/**
 * It holds names, numbers and temperatures, so only its owner may read it. SQLite gives its other files the rights
 * of the record.
 */
const OURS = { folder: 0o700, file: 0o600 }

const LOCK = 'lock.db'

const make = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: OURS.folder })
    const names = readdirSync(path)
    // A folder that already holds other files keeps its rights; the files of the record are private all the same.
    if (names.length === 0 || names.includes(LOCK)) chmodSync(path, OURS.folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`the folder ${path} cannot be made (${code}); name another one with --data`)
  }
}

const BUSY = 5

/** SQLite's lock on an empty file: the operating system releases it, however the process ends. */
const lock = (path: string): DatabaseSync => {
  let database: DatabaseSync | undefined
  try {
    // Created before SQLite does it, so that SQLite's other files are private too.
    appendFileSync(join(path, LOCK), '', { mode: OURS.file })
    database = new DatabaseSync(join(path, LOCK), { timeout: 0 })
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    const isBusy = error instanceof Error && 'errcode' in error && error.errcode === BUSY
    throw new InputError(
      isBusy
        ? `another Sixclear is running on the folder ${path}; stop it, or name another folder with --data`
        : `the folder ${path} cannot be written; allow this user to write there, or name another one with --data`,
      { cause: error },
    )
  }
}

/** @throws InputError when the folder cannot be made or another process has it */
export const openDataFolder = (path: string, { fresh }: { readonly fresh: boolean }): DataFolder => {
  make(path)
  const held = lock(path)
  const file = join(path, 'sixclear.db')
  const lookups = join(path, 'lookups.json')
  for (const known of [file, `${file}-wal`, `${file}-shm`, join(path, LOCK)])
    if (existsSync(known)) chmodSync(known, OURS.file)
  const clear = (): void => {
    for (const name of [file, `${file}-wal`, `${file}-shm`, lookups]) rmSync(name, { force: true })
  }
  if (fresh) clear()
  return { file, lookups, isNew: !existsSync(file), clear, close: () => held.close() }
}
