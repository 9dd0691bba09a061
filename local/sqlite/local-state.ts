import type { JsonValue } from '../../core/json.ts'
import type { Database } from './database.ts'

/** Small named values of the local system itself, such as where its clock stands. */
export class LocalState {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
    database.execute(
      'CREATE TABLE IF NOT EXISTS local_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
    )
  }

  get(name: string): JsonValue | undefined {
    return this.#database.read(() => {
      const row = this.#database.statement('SELECT value FROM local_state WHERE name = ?').get(name)
      if (row === undefined) return undefined
      const value: JsonValue = JSON.parse(this.#database.text(row, 'value'))
      return value
    })
  }

  set(name: string, value: JsonValue): void {
    this.#database.transaction(() =>
      this.#database
        .statement(
          'INSERT INTO local_state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        )
        .run(name, JSON.stringify(value)),
    )
  }
}
