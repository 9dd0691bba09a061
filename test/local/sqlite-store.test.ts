import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ConditionFailed, type Write } from '../../core/ports/store.ts'
import { instant } from '../../core/time/instant.ts'
import { Database, StoreUnusable } from '../../local/sqlite/database.ts'
import { LocalState } from '../../local/sqlite/local-state.ts'
import { openStore, SqliteStore } from '../../local/sqlite/sqlite-store.ts'

const clock = { now: () => instant(0) }
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sixclear-file-'))
  path = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const unusable = (run: () => unknown): StoreUnusable => {
  try {
    run()
  } catch (error) {
    if (error instanceof StoreUnusable) return error
    throw error
  }
  throw new Error('it opened')
}

describe('a record in a file', () => {
  it('is there again after a restart', async () => {
    const before = openStore(path, clock)
    await before.transact([{ put: { pk: 'a', sk: 'b', body: { n: 1 } }, expect: 'absent' }])
    before.close()
    const after = openStore(path, clock)
    expect(await after.get({ pk: 'a', sk: 'b' })).toMatchObject({ version: 1, body: { n: 1 } })
    after.close()
  })

  it('keeps confirmed transactions whole when its process is killed while writing', async () => {
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../local/sqlite/sqlite-store.ts', import.meta.url).href)}
      import { instant } from ${JSON.stringify(new URL('../../core/time/instant.ts', import.meta.url).href)}
      const store = openStore(process.argv[1], { now: () => instant(0) })
      for (let n = 0; ; n += 1) {
        const put = (half) => ({ put: { pk: half, sk: String(n).padStart(9, '0'), body: { n } }, expect: 'absent' })
        await store.transact([put('left'), put('right')])
        await new Promise((resolve) => process.stdout.write(n + '\\n', resolve))
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.split('\n').length > 200) child.kill('SIGKILL')
    })
    const [, signal] = await once(child, 'close')
    expect(signal).toBe('SIGKILL')
    const confirmed = output.split('\n').length - 1
    const store = openStore(path, clock)
    const count = async (pk: string): Promise<number> => {
      let items = 0
      let page = await store.query({ pk, limit: 1000 })
      for (;;) {
        items += page.items.length
        if (page.cursor === undefined) return items
        page = await store.query({ pk, limit: 1000, cursor: page.cursor })
      }
    }
    const left = await count('left')
    expect(left).toBeGreaterThanOrEqual(confirmed)
    expect(await count('right')).toBe(left)
    store.close()
  })

  it('is not held up by a transaction that failed', async () => {
    const write = (sk: string): Write => ({ put: { pk: 'a', sk, body: {} }, expect: 'absent' })
    const before = openStore(path, clock)
    await before.transact([write('first')])
    await expect(before.transact([write('second'), write('first')])).rejects.toBeInstanceOf(ConditionFailed)
    await before.transact([write('third')])
    before.close()
    const after = openStore(path, clock)
    expect((await after.query({ pk: 'a' })).items.map((item) => item.sk)).toEqual(['first', 'third'])
    after.close()
  })

  it('shares its file with a second process', async () => {
    const mine = openStore(path, clock)
    const theirs = openStore(path, clock)
    await mine.transact([{ put: { pk: 'a', sk: 'a', body: {} }, expect: 'absent' }])
    await theirs.transact([{ put: { pk: 'a', sk: 'a', body: {} }, expect: { version: 1 } }])
    expect(await mine.get({ pk: 'a', sk: 'a' })).toMatchObject({ version: 2 })
    mine.close()
    theirs.close()
  })

  it('says so when another process keeps it busy, and has written nothing', async () => {
    const store = new SqliteStore(new Database(path, 50), clock)
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    await expect(
      store.transact([{ put: { pk: 'a', sk: 'a', body: {} }, expect: 'absent' }]),
    ).rejects.toMatchObject({ name: 'StoreThrottled', message: expect.stringContaining(path) })
    other.exec('ROLLBACK')
    other.close()
    expect(await store.get({ pk: 'a', sk: 'a' })).toBeUndefined()
    await store.transact([{ put: { pk: 'a', sk: 'a', body: {} }, expect: 'absent' }])
    store.close()
  })
})

describe('a file that cannot be the record', () => {
  it('is refused when it is no database', () => {
    writeFileSync(path, 'name,phone\n'.repeat(500))
    expect(unusable(() => openStore(path, clock)).message).toMatch(/record\.db.*not a database/)
  })

  it('is refused, and left as it is, when it belongs to another program', () => {
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE recipes (name TEXT)')
    other.close()
    expect(unusable(() => openStore(path, clock)).message).toMatch(/record\.db.*another program/)
    const again = new DatabaseSync(path)
    expect(again.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'recipes' }])
    again.close()
  })

  it('is refused when a newer release wrote it', () => {
    openStore(path, clock).close()
    const newer = new DatabaseSync(path)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    expect(unusable(() => openStore(path, clock)).message).toMatch(/record\.db.*newer release.*99/)
  })

  it('is refused when an earlier release wrote it in another form', () => {
    openStore(path, clock).close()
    const earlier = new DatabaseSync(path)
    earlier.exec('PRAGMA user_version = 1')
    earlier.close()
    expect(unusable(() => openStore(path, clock)).message).toMatch(/record\.db.*earlier release.*--fresh/)
  })

  it('is refused when its folder is not there, or it is a folder', () => {
    expect(unusable(() => openStore(join(folder, 'none', 'record.db'), clock)).message).toMatch(/folder/)
    mkdirSync(path)
    expect(unusable(() => openStore(path, clock)).path).toBe(path)
  })

  it('is named when it is found damaged while reading', async () => {
    const before = openStore(path, clock)
    for (let n = 0; n < 50; n += 1)
      await before.transact([
        { put: { pk: 'a', sk: `${n}`, body: { text: 'x'.repeat(2000) } }, expect: 'absent' },
      ])
    before.close()
    truncateSync(path, 12_288)
    const damaged = async () => {
      const store = openStore(path, clock)
      try {
        for (let n = 0; n < 50; n += 1) await store.get({ pk: 'a', sk: `${n}` })
      } finally {
        store.close()
      }
    }
    await expect(damaged()).rejects.toMatchObject({ name: 'StoreUnusable', path })
  })
})

describe('what has expired', () => {
  it('is deleted by a purge, and nothing else is', async () => {
    const database = new Database(path)
    let now = instant(0)
    const store = new SqliteStore(database, { now: () => now })
    await store.transact([
      { put: { pk: 'vault', sk: 'a', body: {}, expiresAt: instant(1000) }, expect: 'absent' },
      { put: { pk: 'vault', sk: 'b', body: {}, expiresAt: instant(1001) }, expect: 'absent' },
      { put: { pk: 'vault', sk: 'c', body: {} }, expect: 'absent' },
    ])
    now = instant(1000)
    expect(store.purgeExpired()).toBe(1)
    expect(store.purgeExpired()).toBe(0)
    expect((await store.query({ pk: 'vault' })).items.map((item) => item.sk)).toEqual(['b', 'c'])
    store.close()
  })
})

describe('the local state', () => {
  it('is kept beside the record, and is there again after a restart', () => {
    const database = new Database(path)
    const state = new LocalState(database)
    expect(state.get('clock')).toBeUndefined()
    state.set('clock', { speed: 60 })
    state.set('clock', { speed: 1, at: null })
    state.set('other', [])
    database.close()
    const again = new LocalState(new Database(path))
    expect(again.get('clock')).toEqual({ speed: 1, at: null })
    expect(again.get('other')).toEqual([])
  })
})
