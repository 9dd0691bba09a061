import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { engineClient, startDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestSystem, phones } from '../workflow/test-system.ts'

/**
 * What DynamoDB does for one clean isolation of 14 days, as its engine reports it: requests, read units and write units,
 * the indexes' writes among them. npm run cost.
 */
interface Cost {
  readonly requests: number
  readonly reads: number
  readonly writes: number
}

// US East list prices of on-demand units in September 2026: https://aws.amazon.com/dynamodb/pricing/on-demand/
const USD_PER_MILLION_WRITES = 0.625
const USD_PER_MILLION_READS = 0.125

const Capacity = z.object({ CapacityUnits: z.number() })
const Consumed = z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]) })

/** Milliseconds, as the local carrier has it. */
const RECEIPT_AFTER = 5_000

const READS = new Set(['GetCommand', 'QueryCommand', 'GetItemCommand'])

const nothing: Cost = { requests: 0, reads: 0, writes: 0 }
const minus = (a: Cost, b: Cost): Cost => ({
  requests: a.requests - b.requests,
  reads: a.reads - b.reads,
  writes: a.writes - b.writes,
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
        const units = [ConsumedCapacity].flat().reduce((total, { CapacityUnits }) => total + CapacityUnits, 0)
        const isRead = READS.has(commandName)
        sum = plus(sum, { requests: 1, reads: isRead ? units : 0, writes: isRead ? 0 : units })
        return answer
      },
    { step: 'initialize', name: 'meter' },
  )
  return () => sum
}

const dollars = ({ reads, writes }: Cost): number =>
  (writes * USD_PER_MILLION_WRITES + reads * USD_PER_MILLION_READS) / 1_000_000

const show = (what: string, cost: Cost, times = 1): void => {
  const each = (figure: number): string => (figure / times).toFixed(times === 1 ? 0 : 1).padStart(10)
  console.log(
    `${what.padEnd(34)}${each(cost.requests)}${each(cost.reads)}${each(cost.writes)}   $${(dollars(cost) / times).toFixed(7)}`,
  )
}

const engine = await startDynamoEngine()
const bare = engineClient(engine.endpoint)
const client = DynamoDBDocumentClient.from(bare)
try {
  await createTable(bare, 'cost')
  const spent = meter(client)
  const sixclear = await openTestSystem({
    store: (clock) => makeStore({ client, tableName: 'cost', clock }),
    // The hourly sweep is shared: it is measured separately.
    sweepEveryMinutes: 60 * 24 * 365,
  })
  const { timeline, inbox, ports } = sixclear.system
  const during = async (what: () => Promise<unknown>): Promise<Cost> => {
    const before = spent()
    await what()
    return minus(spent(), before)
  }
  const before = spent()
  const she = await sixclear.register()
  const registered = minus(spent(), before)
  let prompts = nothing
  let replies = nothing
  let receipts = nothing
  let received = 0
  let asked = 0
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
  const status = await she.status()
  const released = await during(async () => {
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 09:00')
  })
  console.log(`${''.padEnd(34)}  requests     reads    writes   on demand`)
  show('registered and welcomed', registered)
  show(`a prompt (mean of ${asked})`, prompts, asked)
  show(`a reply (mean of ${asked})`, replies, asked)
  show(`a receipt (mean of ${received})`, receipts, received)
  show(`${status}: approved and released`, released)
  show('a clean isolation of 14 days', [registered, prompts, replies, receipts, released].reduce(plus))
  show('one sweep', await during(() => sweep(ports)))
  sixclear.system.close()
} finally {
  client.destroy()
  await engine.close()
}
