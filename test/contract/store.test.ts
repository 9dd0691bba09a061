import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Instant, instant } from '../../core/time/instant.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { type StoreHarness, storeContract } from './store.contract.ts'

const harness = (path: string, cleanUp: () => void): StoreHarness => {
  let now: Instant = instant(0)
  const clock = { now: () => now }
  const database = new Database(path)
  const store = new SqliteStore(database, clock)
  return {
    store,
    withDueShards: (shards) => new SqliteStore(database, clock, shards),
    clock: {
      set: (at) => {
        now = at
      },
    },
    close: async () => {
      store.close()
      cleanUp()
    },
  }
}

storeContract('SQLite in memory', async () => harness(':memory:', () => {}))

storeContract('SQLite in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sixclear-store-'))
  return harness(join(folder, 'record.db'), () => rmSync(folder, { recursive: true }))
})
