import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import { dueShardOf } from '../../core/ports/due-shards.ts'
import type { Execution } from '../../core/ports/executions.ts'
import type { Item, Key, Store, Write } from '../../core/ports/store.ts'
import type { SweepPart } from '../../core/sweep/sweep-part.ts'
import { type Instant, instant, MINUTE } from '../../core/time/instant.ts'
import { beginCommand, readOptions } from '../../infra/commands/command-line.ts'
import { isolationKey } from '../../record/keys.ts'
import { sweepReports } from '../../record/sweep-report.ts'
import { beginSweep } from '../../usecases/sweep/begin-sweep.ts'
import { sweepQueued } from '../../usecases/sweep/sweep-queued.ts'
import { sqsEvent } from '../aws/sqs-event.ts'

/** One sweep over so many open isolations, as on AWS: functions of five minutes, calls that take their time, a paced list. */
const count = z.coerce.number().check(z.int(), z.positive())
beginCommand()
const { people, shards } = readOptions({
  usage: 'npm run bench:sweep [-- --people 1000000] [--shards 128]',
  options: { people: { type: 'string', default: '1000000' }, shards: { type: 'string', default: '128' } },
  schema: z.object({ people: count, shards: count }),
})

const FUNCTION = 5 * MINUTE
const AT_ONCE = 6
/** Measured on AWS by others: a page of a thousand index entries, a read, a write; and our own pace of a list. */
const TAKES = { page: 120, read: 15, write: 25, list: 1_250, describe: 600 }

let now = Date.parse('2020-02-11T04:00:00.000Z')
const begun = now
const NEXT = instant(begun + 6 * 60 * MINUTE)
const idOf = (number: number): IsolationId => IsolationId.parse(`iso-${String(number).padStart(8, '0')}`)

const byShard = new Map<string, number[]>()
for (let number = 0; number < people; number += 1) {
  const shard = dueShardOf(isolationKey(idOf(number)), shards)
  const known = byShard.get(shard)
  if (known === undefined) byShard.set(shard, [number])
  else known.push(number)
}

const items = new Map<string, Item>()
const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`
let written = 0
const put = (write: Write): void => {
  if (!('put' in write)) return
  const { pk, sk, body } = write.put
  written += JSON.stringify(body).length
  items.set(nameOf(write.put), { pk, sk, body, version: (items.get(nameOf(write.put))?.version ?? 0) + 1 })
}

const PAGE = 1_000
const store: Store = {
  dueShards: shards,
  get: async (key) => {
    now += TAKES.read
    return items.get(nameOf(key))
  },
  getAll: async (keys) => {
    now += TAKES.read
    return keys.map((key) => items.get(nameOf(key)))
  },
  query: async ({ pk, sk }) => {
    now += TAKES.read
    const prefix = sk !== undefined && 'prefix' in sk ? sk.prefix : ''
    return { items: [...items.values()].filter((item) => item.pk === pk && item.sk.startsWith(prefix)) }
  },
  queryIndex: async ({ pk, sk, cursor }) => {
    now += TAKES.page
    const from = sk !== undefined && 'from' in sk ? (sk.from ?? '') : ''
    const all = byShard.get(pk) ?? []
    const first =
      cursor === undefined ? (from === '' ? 0 : all.indexOf(Number(from.split('iso-')[1]))) : Number(cursor)
    const page = all.slice(first, first + PAGE).map((number) => ({
      ...isolationKey(idOf(number)),
      index: { pk, sk: `isolation#${NEXT}#${idOf(number)}` },
      summary: { v: 1, generation: 1, registeredAt: instant(begun - 24 * 60 * MINUTE) },
    }))
    return { items: page, ...(first + PAGE < all.length ? { cursor: String(first + PAGE) } : {}) }
  },
  transact: async (writes) => {
    now += TAKES.write
    writes.forEach(put)
  },
}

let described = 0
const silent = { info: () => {}, error: () => {} }
const ports = {
  store,
  clock: { now: (): Instant => instant(now) },
  log: silent,
  outbox: { hand: async () => {} },
  executions: {
    start: async () => 'started' as const,
    stop: async () => {},
    describe: async (): Promise<undefined> => {
      now += TAKES.describe
      described += 1
      return undefined
    },
    list: async (workflow: 'isolation' | 'escalation', { cursor = '0' }: { readonly cursor?: string }) => {
      now += TAKES.list
      const first = Number(cursor)
      const most = workflow === 'isolation' ? people : 0
      const executions = Array.from(
        { length: Math.max(0, Math.min(PAGE, most - first)) },
        (_, index): Execution => ({
          workflow,
          name: `${idOf(first + index)}-1`,
          status: 'RUNNING',
          startedAt: NEXT,
        }),
      )
      return { executions, ...(first + PAGE < most ? { cursor: String(first + PAGE) } : {}) }
    },
    history: async () => undefined,
    link: () => undefined,
  },
}

const waiting: { part: SweepPart; asked: Instant }[] = []
const sweepQueue = {
  hand: async (parts: readonly SweepPart[], asked: Instant) => {
    waiting.push(...parts.map((part) => ({ part, asked })))
  },
}
await beginSweep({ ...ports, sweepQueue })
let [functions, busy] = [0, 0]
for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
  const from = now
  functions += 1
  await sweepQueued(
    { ...ports, sweepQueue },
    sqsEvent(JSON.stringify(message)),
    () => FUNCTION - (now - from),
  )
  busy += now - from
}
const shardsDone = (await sweepReports(store)).filter(
  ({ part, last }) => part.startsWith('shard') && last !== undefined,
)
const looked = shardsDone.reduce((sum, { last }) => sum + (last?.found.isolations ?? 0), 0)
const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000).toLocaleString('en')} s`
const list = Math.ceil(people / PAGE) * TAKES.list
process.stdout.write(
  [
    `${looked.toLocaleString('en')} of ${people.toLocaleString('en')} open isolations looked at, in ${shardsDone.length} of ${shards} shards`,
    `${functions} functions of at most 5 minutes, ${seconds(busy)} together`,
    `the list: ${seconds(list)}; the shards, ${AT_ONCE} at once: ${seconds((busy - list) / (AT_ONCE - 1))}`,
    `${described} executions described, ${Math.round(written / 1024).toLocaleString('en')} KB written`,
    '',
  ].join('\n'),
)
