import type { FedEntry, LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Key, Store, Write } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { isLedgerKey } from '../../record/keys.ts'
import type { Database } from './database.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ledger_places (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    pk TEXT NOT NULL,
    sk TEXT NOT NULL
  ) STRICT;
`
const AFTER = 'SELECT place, pk, sk FROM ledger_places WHERE place > ? ORDER BY place LIMIT ?'
const NEWEST = 'SELECT coalesce(max(place), 0) AS place FROM ledger_places'

/** In which order entries of the ledger were written. */
export class LedgerPlaces {
  readonly #database: Database
  readonly #listeners = new Set<() => void>()

  constructor(database: Database) {
    this.#database = database
    database.execute(SCHEMA)
  }

  /** Part of the transaction that writes the entries, where there is one. Returns whether there were any. */
  add(writes: readonly Write[]): boolean {
    const entries = writes.flatMap((write) => ('put' in write && isLedgerKey(write.put) ? [write.put] : []))
    this.#database.transaction(() => {
      for (const { pk, sk } of entries)
        this.#database.statement('INSERT INTO ledger_places (pk, sk) VALUES (?, ?)').run(pk, sk)
    })
    return entries.length > 0
  }

  /** After the commit. */
  announce(): void {
    for (const listener of this.#listeners) listener()
  }

  after(place: number, limit: number): (Key & { readonly place: number })[] {
    return this.#database.read(() =>
      this.#database
        .statement(AFTER)
        .all(place, limit)
        .map((row) => ({
          place: this.#database.number(row, 'place'),
          pk: this.#database.text(row, 'pk'),
          sk: this.#database.text(row, 'sk'),
        })),
    )
  }

  newest(): number {
    return this.#database.read(() => {
      const row = this.#database.statement(NEWEST).get()
      return row === undefined ? 0 : this.#database.number(row, 'place')
    })
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** The feed of the ledgers in this store. */
export const ledgerFeed = (places: LedgerPlaces, store: Store): LedgerFeed => ({
  read: async (after, limit) => {
    const found = places.after(after, limit)
    const items = await store.getAll(found)
    return found.flatMap(({ place }, index): FedEntry[] => {
      const item = items[index]
      return item === undefined ? [] : [{ place, pk: item.pk, sk: item.sk, body: item.body }]
    })
  },
  newest: () => places.newest(),
  onCommit: (listener) => places.listen(listener),
})

/**
 * Another store than the file, which notes in the file what it has written. Not in one transaction: a process that is
 * killed in between loses the place of an entry, and the figures of its grid are late until the next one.
 */
export const notingPlaces = (store: Store, places: LedgerPlaces): Store =>
  storeWith(store, {
    transact: async (writes) => {
      await store.transact(writes)
      if (places.add(writes)) places.announce()
    },
  })
