import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import { ConditionFailed, type Write } from '../../core/ports/store.ts'
import { instant } from '../../core/time/instant.ts'
import { ledgerFeed } from '../../local/sqlite/ledger-places.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { openTestSystem } from '../workflow/test-system.ts'

const clock = { now: () => instant(0) }

const entry = (of: string, number: number): Write => ({
  put: { pk: `ISOLATION#${of}`, sk: `LEDGER#${String(number).padStart(6, '0')}`, body: { of, number } },
  expect: 'absent',
})

const opened = (path = ':memory:') => {
  const store = openStore(path, clock)
  return { store, feed: ledgerFeed(store.places, store) }
}

const bodies = async (feed: LedgerFeed, after = 0, limit = 100) =>
  (await feed.read(after, limit)).map(({ body }) => body)

describe('the feed of the ledgers', () => {
  it('has the entries of all isolations in the order of their commits, and nothing else', async () => {
    const { store, feed } = opened()
    await store.transact([entry('b', 1), { put: { pk: 'x', sk: 'META', body: {} }, expect: 'absent' }])
    await store.transact([entry('a', 1)])
    await store.transact([entry('b', 2), entry('b', 3)])
    expect(await bodies(feed)).toEqual([
      { of: 'b', number: 1 },
      { of: 'a', number: 1 },
      { of: 'b', number: 2 },
      { of: 'b', number: 3 },
    ])
  })

  it('has nothing of a transaction that failed', async () => {
    const { store, feed } = opened()
    await store.transact([entry('a', 1)])
    await expect(store.transact([entry('a', 2), entry('a', 1)])).rejects.toThrow(ConditionFailed)
    expect(await bodies(feed)).toEqual([{ of: 'a', number: 1 }])
  })

  it('goes on behind a place, page by page, also after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sixclear-feed-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const before = opened(join(folder, 'record.db'))
    for (let number = 1; number <= 3; number += 1) await before.store.transact([entry('a', number)])
    const page = await before.feed.read(0, 2)
    before.store.close()
    const { store, feed } = opened(join(folder, 'record.db'))
    await store.transact([entry('a', 4)])
    expect(await bodies(feed, page.at(-1)?.place)).toEqual([
      { of: 'a', number: 3 },
      { of: 'a', number: 4 },
    ])
    expect(await bodies(feed, feed.newest())).toEqual([])
    store.close()
  })

  it('tells who listens, after the commit and until they stop', async () => {
    const { store, feed } = opened()
    const seen: number[] = []
    const stop = feed.onCommit(() => seen.push(feed.newest()))
    await store.transact([entry('a', 1)])
    await store.transact([{ put: { pk: 'x', sk: 'META', body: {} }, expect: 'absent' }])
    stop()
    await store.transact([entry('a', 2)])
    expect(seen).toEqual([1])
  })

  it('is the ledger of a life, beside that of the home', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 20:00')
    const fed = await sixclear.system.feed.read(0, 1_000)
    const hers = fed.filter(({ pk }) => pk === `ISOLATION#${she.id}`)
    expect(hers.map(({ body }) => body['event'])).toEqual((await she.ledger()).map(({ event }) => event))
  })

  it('is the same beside another store', async () => {
    const life = async (isElsewhere: boolean) => {
      const elsewhere = openStore(':memory:', clock)
      const sixclear = await openTestSystem(isElsewhere ? { store: () => elsewhere } : {})
      await sixclear.register()
      await sixclear.until('2020-02-11 12:00')
      return sixclear.system.feed.read(0, 1_000)
    }
    expect(await life(true)).toEqual(await life(false))
  })
})
