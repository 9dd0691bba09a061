import { chmodSync } from 'node:fs'
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { StoreFull, StoreThrottled } from '../../core/ports/store.ts'

export type Row = Record<string, SQLOutputValue>

/** The database file cannot serve as the record. The message says what is wrong, where, and what to do. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
  readonly path: string
  constructor(path: string, what: string, options?: ErrorOptions) {
    super(`${path}: ${what}`, options)
    this.path = path
  }
}

// "SIXC" in ASCII: tells our files from those of other programs.
const APPLICATION_ID = 0x53495843
const SCHEMA_VERSION = 2

/**
 * A commit of a database in memory reads all of its pages. Nobody else sees it and nothing survives a crash, so
 * many transactions, each a savepoint, are committed together.
 */
const PARTS_A_COMMIT = 1_000

/** Bytes that are written to see whether there is room again. */
const ROOM = 64 * 1024

/** Beginning anew would lose everybody, so it is never the first advice. */
const MENDING = 'Stop, keep this file as it is, and put a copy of it in its place (docs/runbook.md)'

// Primary result codes, https://www.sqlite.org/rescode.html
const BUSY = 5
const LOCKED = 6
const FULL = 13
const ADVICE = new Map<number, string>([
  [8, 'cannot be written. Allow this user to write the file and its folder, or name another file'],
  [10, 'the disk failed to read or write it. Check the disk, then restore the file from a copy'],
  [11, `is damaged. ${MENDING}`],
  [
    14,
    'cannot be opened. Check that its folder exists, that it is a file and that this user may write there',
  ],
  [26, 'is not a database of this program. Name another file'],
])

const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined

/**
 * One SQLite database, a file or ':memory:', for everything that the local system stores. A second process may open
 * the same file: writes wait for each other, up to `patience` milliseconds.
 * @throws StoreUnusable from any method when the file cannot be used, StoreThrottled when the wait was too long,
 * StoreFull when the disk has no room.
 */
export class Database {
  readonly path: string
  readonly #patience: number
  readonly #connection: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  #isInTransaction = false
  #isVolatile = false
  #parts = 0
  #isFull = false

  constructor(path: string, patience = 5_000) {
    this.path = path
    this.#patience = patience
    this.#connection = this.#guard(() => new DatabaseSync(path, { timeout: patience }))
    try {
      this.#guard(() => this.#prepareFile())
      // Only the owner may read the record; SQLite gives its other files the same rights.
      if (path !== ':memory:') chmodSync(path, 0o600)
    } catch (error) {
      this.#connection.close()
      throw error
    }
    this.#isVolatile = path === ':memory:'
  }

  /** Runs statements that take no parameters and give no rows. */
  execute(sql: string): void {
    this.#guard(() => this.#connection.exec(sql))
  }

  /** The prepared statement for this text; prepared once. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#guard(() => this.#connection.prepare(sql))
    this.#statements.set(sql, statement)
    return statement
  }

  read<T>(run: () => T): T {
    return this.#guard(run)
  }

  /** All that `run` writes, or nothing when it throws. Inside another transaction it becomes a part of that one. */
  transaction<T>(run: () => T): T {
    if (this.#isInTransaction) return run()
    return this.#guard(() => {
      this.#begin()
      this.#isInTransaction = true
      try {
        const result = run()
        this.#commit()
        return result
      } catch (error) {
        this.#rollBack()
        throw error
      } finally {
        this.#isInTransaction = false
      }
    })
  }

  #begin(): void {
    if (!this.#connection.isTransaction) this.statement('BEGIN IMMEDIATE').run()
    if (this.#isVolatile) this.statement('SAVEPOINT part').run()
  }

  #commit(): void {
    if (this.#isVolatile) {
      this.statement('RELEASE part').run()
      this.#parts += 1
      if (this.#parts % PARTS_A_COMMIT !== 0) return
    }
    this.statement('COMMIT').run()
  }

  #rollBack(): void {
    // A full disk or a failed write makes SQLite roll back by itself.
    if (!this.#connection.isTransaction) return
    if (!this.#isVolatile) this.statement('ROLLBACK').run()
    else this.#connection.exec('ROLLBACK TO part; RELEASE part')
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close()
  }

  text(row: Row, column: string): string {
    const value = row[column]
    if (typeof value === 'string') return value
    throw this.damaged(`column ${column} holds no text`)
  }

  optionalText(row: Row, column: string): string | undefined {
    return row[column] === null ? undefined : this.text(row, column)
  }

  number(row: Row, column: string): number {
    const value = row[column]
    if (typeof value === 'number') return value
    throw this.damaged(`column ${column} holds no number`)
  }

  damaged(what: string): StoreUnusable {
    return new StoreUnusable(this.path, `is damaged: ${what}. ${MENDING}`)
  }

  /** Whether the last write was refused for want of room. Then tries one, so that it is known when there is room again. */
  isFull(): boolean {
    if (this.#isFull) this.#tryForRoom()
    return this.#isFull
  }

  #tryForRoom(): void {
    try {
      this.transaction(() => {
        this.execute('CREATE TABLE IF NOT EXISTS room (bytes BLOB NOT NULL) STRICT')
        this.statement('INSERT INTO room VALUES (zeroblob(?))').run(ROOM)
      })
      this.#isFull = false
      this.execute('DELETE FROM room')
    } catch (error) {
      if (!(error instanceof StoreFull) && !(error instanceof StoreThrottled)) throw error
    }
  }

  /** Reads every page, as no request does. @throws StoreUnusable */
  checkWhole(): void {
    const row = this.#guard(() => this.#connection.prepare('PRAGMA quick_check(1)').get())
    const found = row?.['quick_check']
    if (found !== 'ok') throw this.damaged(String(found))
  }

  #prepareFile(): void {
    this.#connection.exec('PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON')
    if (this.#isNew())
      this.transaction(() => {
        // Another process may have been first.
        if (!this.#isNew()) return
        this.#connection.exec(
          `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`,
        )
      })
    if (this.#pragma('application_id') !== APPLICATION_ID)
      throw new StoreUnusable(this.path, 'belongs to another program. Name another file')
    const version = this.#pragma('user_version')
    if (version > SCHEMA_VERSION)
      throw new StoreUnusable(
        this.path,
        `was written by a newer release (schema ${version}, this one reads up to ${SCHEMA_VERSION}). Start that release, or name another file`,
      )
    if (version < SCHEMA_VERSION)
      throw new StoreUnusable(
        this.path,
        `was written by an earlier release (schema ${version}, this one reads ${SCHEMA_VERSION}). Begin anew with --fresh, or start that release`,
      )
    this.#connection.exec('PRAGMA journal_mode = WAL')
  }

  #isNew(): boolean {
    const table = this.#connection.prepare('SELECT name FROM sqlite_schema LIMIT 1').get()
    return table === undefined && this.#pragma('application_id') === 0
  }

  #pragma(name: 'application_id' | 'user_version'): number {
    const value = this.#connection.prepare(`PRAGMA ${name}`).get()?.[name]
    return typeof value === 'number' ? value : 0
  }

  #guard<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      const code = resultCode(error)
      if (code === BUSY || code === LOCKED)
        throw new StoreThrottled(
          `${this.path}: another process has been writing for ${this.#patience} ms. Stop it, or try again`,
          { cause: error },
        )
      if (code === FULL) {
        this.#isFull = true
        throw new StoreFull(`${this.path}: the disk is full, and nothing was written. Free some space`, {
          cause: error,
        })
      }
      const advice = code === undefined ? undefined : ADVICE.get(code)
      if (advice !== undefined) throw new StoreUnusable(this.path, advice, { cause: error })
      throw error
    }
  }
}
