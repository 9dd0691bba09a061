import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api } from '../../api/api.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { openSystem } from '../../local/system/local-system.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { sumDistrict } from '../../usecases/judge-line/sum-district.ts'
import { apiEvent } from '../aws/api-event.ts'
import { type CountedDistrict, fillCounted } from './counted-district.ts'
import { NOW } from './filled-store.ts'

/**
 * What a look at a district of a million isolations in 2,000 communities costs, and what signing in costs: processor time
 * (with that of SQLite), bytes of the answer, calls of the store and items that they read. npm run bench:district.
 */
const DISTRICT: CountedDistrict = { communities: 2_000, grids: 4, people: 1_000_000 }
const ROUNDS = 100

interface Reads {
  calls: number
  items: number
}

const counting = (store: Store, reads: Reads): Store => {
  const seen = <Answer>(answer: Answer, items: number): Answer => {
    reads.calls += 1
    reads.items += items
    return answer
  }
  return storeWith(store, {
    get: async (key) => seen(await store.get(key), 1),
    getAll: async (keys) => seen(await store.getAll(keys), keys.length),
    query: async (query) => {
      const page = await store.query(query)
      return seen(page, page.items.length)
    },
    queryIndex: async (query) => {
      const page = await store.queryIndex(query)
      return seen(page, page.items.length)
    },
  })
}

const at = (share: number, sorted: readonly number[]): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN

const ms = (duration: number): string =>
  duration >= 1000 ? `${(duration / 1000).toFixed(1)} s` : `${duration.toFixed(duration < 10 ? 2 : 0)} ms`

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

const processorMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const folder = mkdtempSync(join(tmpdir(), 'sixclear-bench-'))
const silent = { info: () => {}, error: () => {} }
const system = openSystem({ path: join(folder, 'empty.db'), startAt: NOW, seed: 'bench', log: silent })
const database = new Database(':memory:')
const reads: Reads = { calls: 0, items: 0 }
const clock = { now: () => NOW }
const plain = new SqliteStore(database, clock)
const ports = { ...system.ports, clock, log: silent, store: counting(plain, reads) }

/** Runs it so often, each time the same, and shows one row. */
const measured = async (what: string, rounds: number, run: () => Promise<string | undefined>) => {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < rounds; round += 1) {
    reads.calls = 0
    reads.items = 0
    const before = processorMs()
    bytes = Buffer.byteLength((await run()) ?? '')
    times.push(processorMs() - before)
  }
  times.sort((a, b) => a - b)
  const figures = [
    ms(at(0.5, times)),
    ms(at(0.95, times)),
    size(bytes),
    reads.calls.toLocaleString('en'),
    reads.items.toLocaleString('en'),
  ]
  console.log(`  ${what.padEnd(46)}${figures.map((figure) => figure.padStart(10)).join('')}`)
}

const handle = api(ports)

const asked = async (path: string, sub = 'admin', groups?: string) => {
  const [pathname = '', search = ''] = path.split('?')
  const event = apiEvent('GET', pathname)
  const claims = { sub, ...(groups === undefined ? {} : { 'cognito:groups': groups }) }
  const { authorizer } = event.requestContext
  const answer = await handle({
    ...event,
    requestContext: {
      ...event.requestContext,
      ...(authorizer === undefined
        ? {}
        : { authorizer: { ...authorizer, jwt: { ...authorizer.jwt, claims } } }),
    },
    rawQueryString: search,
    queryStringParameters: Object.fromEntries(new URLSearchParams(search)),
  })
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`)
  return answer.body ?? ''
}

const DISTRICTS = '[district-administrator]'
const byDistrict = (path: string) => () => asked(path, 'admin', DISTRICTS)

/** Each page after the one before. */
const everyPage = (path: string) => {
  let cursor: string | undefined
  return async () => {
    const text = await byDistrict(cursor === undefined ? path : `${path}&cursor=${cursor}`)()
    const answer: { cursor?: string } = JSON.parse(text)
    cursor = answer.cursor
    return text
  }
}

try {
  const before = performance.now()
  await fillCounted(plain, DISTRICT)
  const { communities, grids, people } = DISTRICT
  console.log(
    `${people.toLocaleString('en')} isolations in ${communities.toLocaleString('en')} communities of ${grids} grids, on SQLite in memory (filled in ${ms(performance.now() - before)})`,
  )
  console.log(
    `  ${''.padEnd(46)}${['p50', 'p95', 'answer', 'calls', 'items'].map((head) => head.padStart(10)).join('')}`,
  )
  await measured('adding up the district, once a minute', 5, async () => {
    await sumDistrict(ports)
    return undefined
  })
  await measured('the lines of all communities, by the sweep', 3, async () =>
    JSON.stringify(await judgeLines(ports)),
  )
  await measured('overview of the district', ROUNDS, byDistrict('/overview'))
  await measured(
    'line of the district, first 50 offenders',
    ROUNDS,
    byDistrict('/no-one-left-behind?limit=50'),
  )
  await measured('the pages after it, 50 each', ROUNDS, everyPage('/no-one-left-behind?limit=50'))
  await measured('the pages after it, 500 each', 20, everyPage('/no-one-left-behind?limit=500'))
  await measured('overview of one community', ROUNDS, byDistrict('/communities/town7/overview'))
  await measured('line of one community', ROUNDS, byDistrict('/no-one-left-behind?community=town7'))
  await measured('who am I: a worker', ROUNDS, () => asked('/me', 'town7-worker-1'))
  await measured('who am I: the district', ROUNDS, byDistrict('/me'))
  await measured('communities, for a worker', ROUNDS, () => asked('/communities', 'town7-worker-1'))
  await measured('communities, for the district', 5, byDistrict('/communities'))
} finally {
  system.close()
  database.close()
  rmSync(folder, { recursive: true })
}
