import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { IsolationId, MatterId } from '../core/ids.ts'
import { dueShardOf } from '../core/ports/due-shards.ts'
import type { Workflow } from '../core/ports/executions.ts'
import type { Key, Store } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { isolationKey, matterKey } from './keys.ts'
import { itemsUnder } from './paginate-query.ts'
import { openShape } from './shape.ts'

/** Names of running executions as digests of six bytes, so that those of a shard fit an item. */
const RunningNames = z.strictObject({ digests: z.string() })
const storedRunningNames = openShape('running names', RunningNames)

const BYTES = 6

const digestOf = (name: string): number => createHash('sha256').update(name).digest().readUIntBE(0, BYTES)

/** The shard of what an execution is for. undefined: it is none of ours. */
const shardOfName = (workflow: Workflow, name: string, shards: number): string | undefined => {
  const id = name.replace(/-\d+$/, '')
  if (workflow === 'isolation') {
    const isolation = IsolationId.safeParse(id)
    return isolation.success ? dueShardOf(isolationKey(isolation.data), shards) : undefined
  }
  const matter = MatterId.safeParse(id)
  return matter.success ? dueShardOf(matterKey(matter.data), shards) : undefined
}

const partition = (workflow: Workflow, shard: string): string => `RUNNING#${workflow}#${shard}`

const packed = (names: readonly string[]): string => {
  const bytes = Buffer.alloc(names.length * BYTES)
  for (const [index, name] of names.entries()) bytes.writeUIntBE(digestOf(name), index * BYTES, BYTES)
  return bytes.toString('base64')
}

/** As many writes as a transaction takes. */
const AT_ONCE = 100

/** Keeps the names of some pages of a list, by shard. `page` names them: noted again, they replace the earlier ones. */
export const noteRunning = async (
  store: Store,
  workflow: Workflow,
  begunAt: Instant,
  page: number,
  names: readonly string[],
): Promise<void> => {
  const byShard = Map.groupBy(names, (name) => shardOfName(workflow, name, store.dueShards))
  const sk = `${begunAt}#${String(page).padStart(9, '0')}`
  const notes = [...byShard].flatMap(([shard, of]) =>
    shard === undefined ? [] : [{ key: { pk: partition(workflow, shard), sk }, of }],
  )
  for (let first = 0; first < notes.length; first += AT_ONCE) {
    const some = notes.slice(first, first + AT_ONCE)
    const before = await store.getAll(some.map(({ key }): Key => key))
    await store.transact(
      some.map(({ key, of }, index) => {
        const known = before[index]
        return {
          put: {
            ...key,
            body: storedRunningNames.body({ digests: packed(of) }),
            expiresAt: plus(begunAt, DAY),
          },
          expect: known === undefined ? ('absent' as const) : { version: known.version },
        }
      }),
    )
  }
}

/** The digests of a shard in the list that began then. */
const digestsIn = async (
  store: Store,
  workflow: Workflow,
  shard: string,
  begunAt: Instant,
): Promise<Set<number>> => {
  const digests = new Set<number>()
  const query = { pk: partition(workflow, shard), sk: { prefix: `${begunAt}#` } }
  for await (const item of itemsUnder(store, query)) {
    const bytes = Buffer.from(storedRunningNames.read(item).digests, 'base64')
    for (let at = 0; at + BYTES <= bytes.length; at += BYTES) digests.add(bytes.readUIntBE(at, BYTES))
  }
  return digests
}

/** What the last complete list of running executions says. */
export interface Running {
  /** When the list began: it knows nothing of what has begun since. */
  readonly begunAt: Instant
  /** Wrong for one name of a lost execution in ten thousand million: what is a day overdue is asked for all the same. */
  has(name: string): boolean
}

/** The part of a list that a walk over one shard needs. */
export const runningIn = async (
  store: Store,
  workflow: Workflow,
  shard: string,
  begunAt: Instant,
): Promise<Running> => {
  const digests = await digestsIn(store, workflow, shard, begunAt)
  return { begunAt, has: (name) => digests.has(digestOf(name)) }
}
