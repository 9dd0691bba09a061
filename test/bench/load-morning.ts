import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { QuotaUse } from 'local-step-functions/quotas'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { engineClient, startDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { MINUTE, milliseconds } from '../../core/time/instant.ts'
import { quotasIn } from '../../infra/capacity/quotas.ts'
import { Draws } from '../../local/random/draws.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { at, openTestSystem } from '../workflow/test-system.ts'

export interface LoadOptions {
  readonly people: number
  readonly spreadMinutes: number
  /** All quotas and the provider's rates are divided by it. */
  readonly dividedBy: number
  readonly region?: string | undefined
  readonly sms: { readonly perSecond: number; readonly urgentPerSecond: number }
  /** DynamoDB's engine, or the local record, which is ten times as fast. */
  readonly engine: 'dynamodb' | 'sqlite'
}

export interface Morning {
  readonly asked: number
  readonly reported: number
  /** How long after their own moment people were asked: the last of them, and 99 in a hundred. Minutes. */
  readonly lastLate: number
  readonly late99: number
  /** Matters that were opened: nobody was silent. */
  readonly matters: number
  readonly quotas: Readonly<Record<string, QuotaUse>>
}

const SECOND = 1_000
const LONGEST_ANSWER = 10 * MINUTE

const phoneOf = (number: number): string => `+86139${String(number).padStart(8, '0')}`

const openRecord = async (
  engine: LoadOptions['engine'],
): Promise<{ store?: (clock: Clock) => Store; close: () => Promise<void> }> => {
  if (engine === 'sqlite') return { close: async () => {} }
  const server = await startDynamoEngine()
  const bare = engineClient(server.endpoint)
  await createTable(bare, 'load')
  const client = DynamoDBDocumentClient.from(bare)
  return {
    store: (clock) => makeStore({ client, tableName: 'load', clock }),
    close: async () => {
      client.destroy()
      await server.close()
    },
  }
}

/**
 * One morning in virtual time, with the quotas enforced as token buckets: everybody is asked, and answers within ten
 * minutes. They were registered the evening before, without a limit on messages.
 */
export const playMorning = async (
  { people, spreadMinutes, dividedBy, region, sms, engine }: LoadOptions,
  progress: (what: string) => void,
): Promise<Morning> => {
  const quotas = quotasIn(region)
  const divided = ({ bucket, perSecond }: { bucket: number; perSecond: number }) => ({
    bucket: Math.max(1, bucket / dividedBy),
    perSecond: perSecond / dividedBy,
  })
  const pace = { urgent: 1_000_000, routine: 1_000_000 }
  const record = await openRecord(engine)
  const sixclear = await openTestSystem({
    now: '2020-02-10 21:01',
    book: { ...defaultRuleBook, slots: { ...defaultRuleBook.slots, spreadMinutes } },
    sweepEveryMinutes: 60,
    messagesPerSecond: pace,
    stepFunctions: {
      quotas: {
        StateTransition: divided(quotas.stateTransitions),
        StartExecution: divided(quotas.startExecution),
        SendTaskSuccess: divided(quotas.sendTask),
        ListExecutions: divided(quotas.listExecutions),
      },
    },
    ...(record.store === undefined ? {} : { store: record.store }),
  })
  const { timeline, inbox, ports, stepFunctions } = sixclear.system
  const ids = new Map<string, Awaited<ReturnType<typeof sixclear.register>>>()
  for (let number = 1; number <= people; number += 1) {
    const returnee = await sixclear.register({
      name: `样例·${number}`,
      phone: phoneOf(number),
      room: `${number}`,
      grid: `grid-${1 + (number % 2)}`,
      arrived: '2020-02-10 20:00',
    })
    ids.set(returnee.phone, returnee)
    // As fast as StartExecution allows.
    await timeline.runUntil(
      timeline.now() + Math.ceil((SECOND * dividedBy) / quotas.startExecution.perSecond),
    )
    if (number % 500 === 0) progress(`${number} registered`)
  }
  await sixclear.until('2020-02-11 07:55')
  pace.urgent = sms.urgentPerSecond / dividedBy
  pace.routine = (sms.perSecond - sms.urgentPerSecond) / dividedBy
  const before = stepFunctions.quotaUse()
  const sentAt = new Map<string, number>()
  const draws = new Draws('load')
  inbox.listen(({ phone, sent }) => {
    if (sent?.template !== 'prompt' || sentAt.has(phone)) return
    sentAt.set(phone, timeline.now())
    if (sentAt.size % 500 === 0) progress(`${sentAt.size} asked`)
    timeline.at(timeline.now() + draws.whole(1, LONGEST_ANSWER / SECOND) * SECOND, async () => {
      await inbox.reply(phone, '36.5')
    })
  })
  await sixclear.until('2020-02-11 17:00')
  const eight = milliseconds(at('2020-02-11 08:00'))
  const late: number[] = []
  let [reported, matters] = [0, 0]
  for (const [phone, returnee] of ids) {
    const { isolation } = await loadIsolation(ports, returnee.id)
    const sent = sentAt.get(phone)
    if (sent !== undefined) late.push((sent - eight - isolation.spreadSeconds * SECOND) / MINUTE)
    if ((await returnee.slot('01-morning')) === 'reported') reported += 1
    matters += Object.keys(isolation.matters).length
  }
  late.sort((a, b) => a - b)
  const used = stepFunctions.quotaUse()
  const since = Object.entries(used).map(([name, use]) => [
    name,
    {
      taken: use.taken - (before[name]?.taken ?? 0),
      throttled: use.throttled - (before[name]?.throttled ?? 0),
      longestDelay: use.longestDelay,
    },
  ])
  sixclear.system.close()
  await record.close()
  return {
    asked: sentAt.size,
    reported,
    lastLate: late.at(-1) ?? Number.NaN,
    late99: late[Math.floor(late.length * 0.99)] ?? Number.NaN,
    matters,
    quotas: Object.fromEntries(since),
  }
}
