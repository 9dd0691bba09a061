import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { engineClient, startDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestSystem, phones } from '../workflow/test-system.ts'
import { type Sizes, weighed } from './weigh-items.ts'

/** What DynamoDB does, as its engine reports it: requests, read units and write units, the indexes' writes among them. */
export interface Cost {
  readonly requests: number
  readonly reads: number
  readonly writes: number
  /** The write units of the due index alone. */
  readonly dueWrites: number
}

const Units = z.object({ CapacityUnits: z.number() })
const Capacity = z.object({
  CapacityUnits: z.number(),
  GlobalSecondaryIndexes: z.optional(z.record(z.string(), Units)),
})
const Consumed = z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]) })

/** Milliseconds, as the local carrier has it. */
const RECEIPT_AFTER = 5_000

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand'])

const nothing: Cost = { requests: 0, reads: 0, writes: 0, dueWrites: 0 }
const minus = (a: Cost, b: Cost): Cost => ({
  requests: a.requests - b.requests,
  reads: a.reads - b.reads,
  writes: a.writes - b.writes,
  dueWrites: a.dueWrites - b.dueWrites,
})
const plus = (a: Cost, b: Cost): Cost => minus(a, minus(nothing, b))

const meter = (client: DynamoDBDocumentClient): (() => Cost) => {
  let sum = nothing
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next({
          ...args,
          input: Object.assign({}, args.input, { ReturnConsumedCapacity: 'INDEXES' }),
        })
        const { ConsumedCapacity } = Consumed.parse(answer.output)
        const consumed = [ConsumedCapacity].flat()
        const units = consumed.reduce((total, { CapacityUnits }) => total + CapacityUnits, 0)
        const due = consumed.reduce(
          (total, { GlobalSecondaryIndexes }) =>
            total + (GlobalSecondaryIndexes?.['due']?.CapacityUnits ?? 0),
          0,
        )
        const isRead = READS.has(commandName)
        sum = plus(
          sum,
          isRead
            ? { ...nothing, requests: 1, reads: units }
            : { ...nothing, requests: 1, writes: units, dueWrites: due },
        )
        return answer
      },
    { step: 'initialize', name: 'meter' },
  )
  return () => sum
}

/** One part of a life, and how often it happened. */
interface Part {
  readonly cost: Cost
  readonly times: number
}

export interface CleanIsolation {
  readonly registered: Cost
  readonly prompts: Part
  readonly replies: Part
  readonly receipts: Part
  readonly released: Cost
  readonly all: Cost
  readonly sweep: Cost
  readonly sizes: Sizes
  readonly steps: Steps
  /** Messages sent, to the returnee and to the staff. */
  readonly sent: number
  /** Texts received, from the returnee and from the staff. */
  readonly heard: number
}

/** What Step Functions did for the isolation and its matters. */
export interface Steps {
  /** As they are billed: states entered, retries, and one for each start. */
  readonly transitions: number
  /** Functions called. */
  readonly invocations: number
  /** Events of all histories. */
  readonly events: number
  /** Their bytes in JSON, as a log of all events without their data has them. */
  readonly eventBytes: number
}

const stepsOf = async ({ executions }: Ports): Promise<Steps> => {
  let [transitions, invocations, events, eventBytes] = [0, 0, 0, 0]
  for (const workflow of ['isolation', 'escalation'] as const) {
    const page = await executions.list(workflow, {})
    for (const { name } of page.executions) {
      transitions += 1
      let cursor: string | undefined
      do {
        const history = await executions.history(workflow, name, cursor)
        for (const event of history?.events ?? []) {
          events += 1
          eventBytes += JSON.stringify(event).length
          if (event.type.endsWith('StateEntered')) transitions += 1
          if (event.type === 'TaskScheduled' || event.type === 'LambdaFunctionScheduled') invocations += 1
        }
        cursor = history?.cursor
      } while (cursor !== undefined)
    }
  }
  return { transitions, invocations, events, eventBytes }
}

/** One returnee who answers every prompt with 36.5 for 14 days, and is released. */
export const cleanIsolation = async (): Promise<CleanIsolation> => {
  const engine = await startDynamoEngine()
  const bare = engineClient(engine.endpoint)
  const client = DynamoDBDocumentClient.from(bare)
  try {
    await createTable(bare, 'cost')
    const spent = meter(client)
    const sizes: Sizes = new Map()
    const sixclear = await openTestSystem({
      store: (clock) => weighed(makeStore({ client, tableName: 'cost', clock }), sizes),
      // The hourly sweep is shared: it is measured separately.
      sweepEveryMinutes: 60 * 24 * 365,
    })
    const { timeline, inbox, ports } = sixclear.system
    const during = async (what: () => Promise<unknown>): Promise<Cost> => {
      const before = spent()
      await what()
      return minus(spent(), before)
    }
    sizes.clear()
    const before = spent()
    const she = await sixclear.register()
    const registered = minus(spent(), before)
    let [prompts, replies, receipts] = [nothing, nothing, nothing]
    let [asked, received] = [0, 0]
    const until = Date.parse('2020-02-24T12:00:00.000Z')
    for (let next = timeline.nextAt(); next !== undefined && next <= until; next = timeline.nextAt()) {
      const at = next
      const step = await during(() => timeline.runUntil(at))
      const [last] = sixclear.conversation(she.phone).slice(-1)
      if (last?.sent?.template !== 'prompt') {
        // Everything else between the prompts is shared: the watch and the digests.
        if (!sixclear.conversation(she.phone).some(({ at: sent }) => Date.parse(sent) + RECEIPT_AFTER === at))
          continue
        received += 1
        receipts = plus(receipts, step)
        continue
      }
      asked += 1
      prompts = plus(prompts, step)
      await inbox.reply(she.phone, '36.5')
      replies = plus(replies, await during(() => sixclear.settle()))
    }
    const released = await during(async () => {
      await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
      await sixclear.until('2020-02-25 09:00')
    })
    if ((await she.status()) !== 'released') throw new Error(`the isolation is ${await she.status()}`)
    const texts = [she.phone, ...Object.values(phones)].flatMap((phone) => sixclear.conversation(phone))
    const parts = [registered, prompts, replies, receipts, released]
    const result = {
      registered,
      prompts: { cost: prompts, times: asked },
      replies: { cost: replies, times: asked },
      receipts: { cost: receipts, times: received },
      released,
      all: parts.reduce(plus),
      sweep: await during(() => sweep(ports)),
      sizes,
      steps: await stepsOf(ports),
      sent: texts.filter(({ direction }) => direction === 'to_phone').length,
      heard: texts.filter(({ direction }) => direction === 'from_phone').length,
    }
    sixclear.system.close()
    return result
  } finally {
    client.destroy()
    await engine.close()
  }
}
