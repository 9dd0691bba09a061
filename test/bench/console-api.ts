import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from 'local-step-functions/random'
import * as z from 'zod/mini'
import { api } from '../../api/api.ts'
import { hasDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'
import { openRecord } from '../../aws/dynamodb/dynamo-on-this-machine.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { openSystem } from '../../local/system/local-system.ts'
import { apiEvent } from '../aws/api-event.ts'
import { fill, fillFile, NOW, type Plan } from './filled-store.ts'

/**
 * What the console asks of the API at 100,000 isolations, through the API's handler in one process on the default local
 * store, a SQLite file: a district of 20 communities with 5,000 each, and one community with 100,000. Then a community of
 * 5,000 on a DynamoDB engine, where there is one. npm run bench:api.
 */
const DISTRICT: Plan = {
  communities: Array.from({ length: 20 }, (_, index) => ({
    id: `town${index + 1}`,
    people: 5_000,
    grids: 10,
  })),
}
const CITY: Plan = { communities: [{ id: 'city', people: 100_000, grids: 50 }] }
const VILLAGE: Plan = { communities: [{ id: 'village', people: 5_000, grids: 10 }] }
/** As many as the closest public system exported, in 5 minutes and 19 seconds. */
const EXPORTED = 41_720
const ROUNDS = 200

type Ask = (
  path: string,
  json?: object,
) => Promise<{ readonly text: string; readonly link: string | undefined }>

const Page = z.object({ isolations: z.array(z.object({ id: z.string() })), cursor: z.optional(z.string()) })

const silent = { info: () => {}, error: () => {} }

const open = (path: string, store?: (clock: Clock) => Store): { ask: Ask; close: () => void } => {
  const system = openSystem({
    path,
    startAt: NOW,
    seed: 'bench',
    log: silent,
    sweepEveryMinutes: 60 * 24 * 365,
    ...(store === undefined ? {} : { store }),
  })
  const handle = api(system.ports)
  return {
    ask: async (asked, json) => {
      const [path = '', search = ''] = asked.split('?')
      const event = apiEvent(json === undefined ? 'GET' : 'POST', path, json)
      const query = Object.fromEntries(new URLSearchParams(search))
      const answer = await handle({ ...event, rawQueryString: search, queryStringParameters: query })
      const { statusCode = 0, body = '', headers = {} } = answer
      if (statusCode >= 300) throw new Error(`${asked} answered ${statusCode}: ${body}`)
      const { link } = headers
      return { text: body, link: typeof link === 'string' ? link : undefined }
    },
    close: () => system.close(),
  }
}

/** Milliseconds. */
const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const before = performance.now()
  await run()
  return performance.now() - before
}

const times = async (rounds: number, run: (round: number) => Promise<unknown>): Promise<number[]> => {
  const all: number[] = []
  for (let round = 0; round < rounds; round += 1) all.push(await timed(() => run(round)))
  return all.sort((a, b) => a - b)
}

const at = (share: number, sorted: readonly number[]): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN

const ms = (duration: number): string =>
  duration >= 1000 ? `${(duration / 1000).toFixed(1)} s` : `${duration.toFixed(duration < 10 ? 1 : 0)} ms`

const spread = (sorted: readonly number[]): string =>
  `p50 ${ms(at(0.5, sorted))}, p95 ${ms(at(0.95, sorted))}`

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`

/** Of everything that is still held. */
const heap = (): number => {
  global.gc?.()
  return process.memoryUsage().heapUsed
}

const overviews = async (ask: Ask, plan: Plan, rounds: number): Promise<[string, string][]> => {
  const [first] = plan.communities
  if (first === undefined) return []
  const path = `/communities/${first.id}/overview`
  const before = heap()
  const cold = await timed(() => ask(path))
  const others = await timed(async () => {
    for (const { id } of plan.communities) await ask(`/communities/${id}/overview`)
  })
  const kept = heap() - before
  const { isolations } = Page.parse(
    JSON.parse((await ask(`/communities/${first.id}/isolations?open=true&limit=${rounds}`)).text),
  )
  const afterChange: number[] = []
  for (const { id } of isolations) {
    await ask(`/isolations/${id}/reports`, { temperature: 36.5, source: 'worker' })
    afterChange.push(await timed(() => ask(path)))
  }
  const warm = await times(rounds, () => ask(path))
  const line = await times(rounds, () => ask(`/no-one-left-behind?community=${first.id}`))
  const whole = await times(20, () => ask('/no-one-left-behind'))
  const changes = await times(rounds, () => ask(`/communities/${first.id}/changes`))
  return [
    ['overview, first time (cold)', ms(cold)],
    ...(plan.communities.length > 1
      ? ([[`overviews of all ${plan.communities.length}, the others cold`, ms(others)]] as [string, string][])
      : []),
    ['overview after one change', spread(afterChange.sort((a, b) => a - b))],
    ['overview, nothing changed', spread(warm)],
    ['memory that the figures keep', megabytes(kept)],
    ['has anything changed?', spread(changes)],
    ['line of the community', spread(line)],
    ['line of the district', spread(whole)],
  ]
}

const CATEGORIES = ['key_area', 'overseas', 'close_contact', 'elsewhere']

const pages = async (ask: Ask, plan: Plan, depth: number): Promise<[string, string][]> => {
  const [first] = plan.communities
  if (first === undefined) return []
  const path = `/communities/${first.id}/isolations?limit=50`
  const draw = seededRandom('pages')
  const shallow = await times(ROUNDS, () => ask(path))
  const named = await times(ROUNDS, () => ask(`${path}&include=person`))
  const filtered = await times(ROUNDS, () => {
    const category = CATEGORIES[Math.floor(draw() * CATEGORIES.length)] ?? 'overseas'
    const grid = `grid-${1 + Math.floor(draw() * first.grids)}`
    return ask(`${path}&status=following&category=${encodeURIComponent(category)}&grid=${grid}`)
  })
  const everywhere = await times(ROUNDS, () => ask(`${path}&status=following&category=overseas`))
  let cursor: string | undefined
  for (let read = 0; read < depth; read += 500) {
    const next: string = cursor === undefined ? '' : `&cursor=${cursor}`
    cursor = Page.parse(
      JSON.parse((await ask(`/communities/${first.id}/isolations?limit=500${next}`)).text),
    ).cursor
  }
  const deep = await times(ROUNDS, async () => {
    // A cursor is bound to its list, not to its limit.
    await ask(`${path}&cursor=${cursor}`)
  })
  return [
    ['first page of 50', spread(shallow)],
    ['first page of 50 with names', spread(named)],
    ['page by status, category, grid', spread(filtered)],
    ['page by status, category', spread(everywhere)],
    [`page at ${depth.toLocaleString('en')}`, spread(deep)],
  ]
}

const exported = async (ask: Ask, community: string, people: number): Promise<[string, string][]> => {
  let rows = 0
  let bytes = 0
  let longest = 0
  let parts = 0
  const total = await timed(async () => {
    for (let query: string | undefined = 'include=person'; query !== undefined && rows < people; ) {
      const limit = Math.min(5_000, people - rows)
      const asked = new URLSearchParams(query)
      asked.set('limit', String(limit))
      const before = performance.now()
      const { text, link } = await ask(`/communities/${community}/isolations.csv?${asked}`)
      longest = Math.max(longest, performance.now() - before)
      rows += text.split('\r\n').length - (parts === 0 ? 2 : 1)
      bytes += Buffer.byteLength(text)
      parts += 1
      query = link === undefined ? undefined : /\?(.*)>/.exec(link)?.[1]
    }
  })
  return [
    [`CSV of ${rows.toLocaleString('en')} people with names`, ms(total)],
    [`  in ${parts} parts, ${megabytes(bytes)}, the longest part`, ms(longest)],
  ]
}

const show = (title: string, rows: readonly (readonly [string, string])[]): void => {
  console.log(`\n${title}`)
  for (const [what, figure] of rows) console.log(`  ${what.padEnd(46)}${figure}`)
}

const onSqlite = async (folder: string, title: string, plan: Plan, depth: number): Promise<void> => {
  const file = join(folder, `${plan.communities[0]?.id}.db`)
  const filling = await timed(() => fillFile(file, plan))
  const { ask, close } = open(file)
  try {
    show(`${title}, on SQLite (filled in ${ms(filling)})`, [
      ...(await overviews(ask, plan, ROUNDS)),
      ...(await pages(ask, plan, depth)),
      ...(plan.communities.length === 1 ? await exported(ask, 'city', EXPORTED) : []),
      ['memory of the whole process', megabytes(process.memoryUsage().rss)],
    ])
  } finally {
    close()
  }
}

const onDynamo = async (folder: string): Promise<void> => {
  const record = await openRecord(folder, true)
  const filling = await timed(() => fill(record.store({ now: () => NOW }), VILLAGE))
  const { ask, close } = open(join(folder, 'phones.db'), record.store)
  try {
    show(`One community of 5,000, on a DynamoDB engine (filled in ${ms(filling)})`, [
      ...(await overviews(ask, VILLAGE, 30)),
      ...(await exported(ask, 'village', 5_000)),
    ])
  } finally {
    close()
    await record.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sixclear-bench-'))
try {
  await onSqlite(folder, '20 communities of 5,000', DISTRICT, 4_000)
  await onSqlite(folder, 'One community of 100,000', CITY, 40_000)
  if (hasDynamoEngine()) await onDynamo(folder)
} finally {
  rmSync(folder, { recursive: true })
}
