import { closeSync, copyFileSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Timeline } from 'local-step-functions/timeline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { StoreFull } from '../../core/ports/store.ts'
import { DAY, HOUR, instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { FULL_WORDS, ROOM_WORDS, sayWhenFull } from '../../local/server/say-when-full.ts'
import { Database, StoreUnusable } from '../../local/sqlite/database.ts'
import { LocalState } from '../../local/sqlite/local-state.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { LocalClock, readClock, resumeAt } from '../../local/system/local-clock.ts'
import { registrationForm } from '../api/test-api.ts'
import { folderWithConsole, startLocalServer } from './local-server.ts'
import { temporaryFolder } from './server-process.ts'

let folder: ReturnType<typeof temporaryFolder>
let path: string
beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'record.db')
})
afterEach(() => folder.remove())

const clock = { now: () => instant(0) }
const text = 'x'.repeat(2_000)
const write = (store: SqliteStore, sk: string) =>
  store.transact([{ put: { pk: 'a', sk, body: { v: 1, text } }, expect: 'absent' }])

const PAGE = 4096

describe('a full disk', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('refuses what is written by name, loses nothing, and takes it again when there is room', async () => {
    vi.useFakeTimers()
    const database = new Database(path)
    const store = new SqliteStore(database, clock)
    const timeline = new Timeline({ startAt: 0 })
    const failed: unknown[] = []
    const pace = { speed: 1, paused: false }
    const onError = (error: unknown) => void failed.push(error)
    const state = new LocalState(database)
    const local = new LocalClock({ timeline, state, wallClock: Date.now, onError, pace })
    local.set(pace)
    await write(store, 'before')
    // As many pages as there are: SQLite says the same of a disk without room.
    const pages = statSync(path).size / PAGE
    database.execute(`PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = ${pages}`)
    const refused: unknown[] = []
    for (let index = 0; index < 40; index += 1)
      await write(store, `full ${index}`).catch((error: unknown) => refused.push(error))
    expect(refused.length).toBeGreaterThan(20)
    expect(refused.every((error) => error instanceof StoreFull)).toBe(true)
    expect(store.isFull()).toBe(true)
    // The process goes on, though its clock may not be saved for hours.
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await store.get({ pk: 'a', sk: 'before' })).toMatchObject({ body: { v: 1 } })

    database.execute('PRAGMA max_page_count = 1000000')
    // Nobody has to write first.
    expect(store.isFull()).toBe(false)
    await write(store, 'after')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(failed.filter((error) => !(error instanceof StoreFull))).toEqual([])
    expect(readClock(state)?.now).toBe(local.now())
    const { items } = await store.query({ pk: 'a' })
    expect(items.map(({ sk }) => sk)).toEqual(expect.arrayContaining(['after', 'before']))
    expect(items.length + refused.length).toBe(42)
    await local.close()
    database.close()
  })

  it('is said once in the terminal, and that there is room again', async () => {
    vi.useFakeTimers()
    let full = false
    const said: [string, boolean][] = []
    const logged: string[] = []
    const log = { info: (event: string) => logged.push(event), error: (event: string) => logged.push(event) }
    const saying = sayWhenFull({ isFull: () => full }, log, (words, isBad) => void said.push([words, isBad]))
    await vi.advanceTimersByTimeAsync(3_000)
    full = true
    await vi.advanceTimersByTimeAsync(5_000)
    full = false
    await vi.advanceTimersByTimeAsync(5_000)
    saying.stop()
    expect(said).toEqual([
      [FULL_WORDS, true],
      [ROOM_WORDS, false],
    ])
    expect(logged).toEqual(['record.full', 'record.has-room'])
  })

  it('does not end the process when the clock cannot be saved', async () => {
    vi.useFakeTimers()
    const database = new Database(':memory:')
    const state = new LocalState(database)
    const full = new StoreFull('no room')
    const failed: unknown[] = []
    const pace = { speed: 1, paused: false }
    const timeline = new Timeline({ startAt: 0 })
    const onError = (error: unknown) => void failed.push(error)
    const local = new LocalClock({ timeline, state, wallClock: Date.now, onError, pace })
    local.set(pace)
    const saving = vi.spyOn(state, 'set').mockImplementation(() => {
      throw full
    })
    await vi.advanceTimersByTimeAsync(2_500)
    expect(failed).toEqual([full, full])
    saving.mockRestore()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(readClock(state)?.now).toBe('1970-01-01T00:00:03.000Z')
    local.discard()
  })
})

describe('a clock that jumps', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const running = (onSetBack?: (milliseconds: number) => void) => {
    vi.useFakeTimers({ now: 1_000 * DAY })
    const state = new LocalState(new Database(':memory:'))
    const timeline = new Timeline({ startAt: 0 })
    const pace = { speed: 1, paused: false }
    const local = new LocalClock({
      timeline,
      state,
      wallClock: Date.now,
      onError: () => {},
      pace,
      ...(onSetBack === undefined ? {} : { onSetBack }),
    })
    local.set(pace)
    const ran: number[] = []
    for (let hour = 1; hour <= 100; hour += 1) timeline.at(hour * HOUR, () => void ran.push(hour))
    return { state, timeline, pace, local, ran }
  }

  it('notices within a minute that the computer slept for three days, and catches up', async () => {
    const { local, ran } = running()
    await vi.advanceTimersByTimeAsync(10_000)
    vi.setSystemTime(Date.now() + 3 * DAY)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(ran.length).toBe(72)
    local.discard()
  })

  it('keeps the three days when it is told to run for an hour first', async () => {
    const { local, ran } = running()
    vi.setSystemTime(Date.now() + 3 * DAY)
    await local.runUntil(instant(milliseconds(local.now()) + HOUR))
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(ran.length).toBe(72)
    local.discard()
  })

  it('keeps them when it is stopped before it has caught up', async () => {
    const { local, state, pace } = running()
    vi.setSystemTime(Date.now() + 3 * DAY)
    local.save()
    const saved = readClock(state)
    expect(saved && milliseconds(resumeAt(saved, pace, Date.now()))).toBeGreaterThanOrEqual(3 * DAY)
    local.discard()
  })

  it('goes on when the real clock was set back six days, and says so', async () => {
    const back: number[] = []
    const { local, ran } = running((by) => void back.push(by))
    await vi.advanceTimersByTimeAsync(MINUTE)
    vi.setSystemTime(Date.now() - 6 * DAY)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(back.length).toBe(1)
    await vi.advanceTimersByTimeAsync(2 * HOUR)
    expect(ran).toEqual([1, 2])
    local.discard()
  })
})

describe('a damaged page of the database', () => {
  it('is found at the start, whichever it is, and nobody is told to begin anew', async () => {
    const database = new Database(path)
    const store = new SqliteStore(database, clock)
    for (let index = 0; index < 80; index += 1) await write(store, `${index}`)
    database.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    database.checkWhole()
    database.close()
    const pages = statSync(path).size / PAGE
    expect(pages).toBeGreaterThan(36)
    const missed: number[] = []
    for (let page = 1; page <= pages; page += 1) {
      const damaged = join(folder.path, `damaged-${page}.db`)
      copyFileSync(path, damaged)
      const file = openSync(damaged, 'r+')
      writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (page - 1) * PAGE)
      closeSync(file)
      try {
        const opened = new Database(damaged)
        try {
          opened.checkWhole()
          missed.push(page)
        } finally {
          opened.close()
        }
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnusable)
        expect(String(error)).not.toContain('--fresh')
      }
    }
    expect(missed).toEqual([])
  })

  it('stops nobody else when only the words in it are', async () => {
    const database = new Database(path)
    const store = new SqliteStore(database, clock)
    for (const sk of ['hers', 'his']) await write(store, sk)
    database.execute("UPDATE items SET body = '{' WHERE sk = 'hers'")
    const { items } = await store.query({ pk: 'a' })
    expect(items.map(({ sk, body }) => [sk, body['v']])).toEqual([
      ['hers', undefined],
      ['his', 1],
    ])
    database.close()
  })
})

describe('a file of 0 bytes', () => {
  it('is told for what it is at the start, and a copy is the first advice', async () => {
    const files = folderWithConsole()
    const server = await startLocalServer(files, '--empty', '--paused')
    const { file } = server.started
    await server.stop()
    writeFileSync(file, '')
    await expect(startLocalServer(files, '--paused')).rejects.toThrow(
      /is empty, it has 0 bytes. If it held a record, put a copy of it in its place/,
    )
    files.remove()
  })
})

describe('a server whose record has one isolation that cannot be read', () => {
  it('starts again, and its line names it', async () => {
    const files = folderWithConsole()
    const first = await startLocalServer(files, '--empty', '--paused', '--start', '2020-02-10T01:00:00.000Z')
    const registered = await first.post('/communities/qinghe/isolations', registrationForm())
    const { isolation } = z.object({ isolation: z.string() }).parse(await registered.json())
    await first.post('/clock/run', { for: 'PT3H' })
    const { file } = first.started
    await first.stop()
    const database = new Database(file)
    database.execute(
      `UPDATE items SET body = json_remove(body, '$.zone') WHERE pk = 'ISOLATION#${isolation}' AND sk = 'META'`,
    )
    database.close()
    const again = await startLocalServer(files, '--paused')
    expect(await again.json('/no-one-left-behind')).toMatchObject({
      line: 'red',
      offenders: expect.arrayContaining([expect.objectContaining({ isolation, why: 'record_unreadable' })]),
    })
    await again.stop()
    files.remove()
  })
})
