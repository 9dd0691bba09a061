import { LOOKS_PER_CONSOLE_SECOND, PEOPLE_PER_CONSOLE, READS_PER_CONSOLE_SECOND } from './herd.ts'
import { prices, transitionUsd } from './prices.ts'
import { FUNCTION_GIGABYTES, figuresShare, functionSeconds, workload } from './workload.ts'

export interface BillLine {
  readonly part: string
  readonly usd: number
}

const GIGABYTE = 1024 ** 3
/** A function's own line and the two that Lambda writes, in bytes. */
const LOG_BYTES = 900
/** Of the function calls: X-Ray's default sampling at our rates. */
const TRACED = 0.05
/** Kept for two months in the mean: the isolation itself, then until the vault's and the ledger's expiry. */
const MONTHS_STORED = 2
/** Messages that one batch of a queue brings, when many are sent. */
const BATCH = 5

const functions = (calls: number, seconds: number): number =>
  calls * (prices.invocation.usd + seconds * FUNCTION_GIGABYTES * prices.gigabyteSecond.usd)

const QUEUE_REQUESTS = 3

/** One clean isolation of 14 days, part by part, without what a provider takes for messages. */
export const bill = (region?: string): BillLine[] => {
  const { transitions, steps, writeUnits, readUnits, entries, sent, heard, storedBytes } = workload
  const { step, receive, receipt, deliver } = functionSeconds
  const calls = steps + heard + sent + sent / BATCH
  return [
    { part: `Step Functions: ${transitions} transitions`, usd: transitions * transitionUsd(region) },
    {
      part: `DynamoDB: ${writeUnits} write and ${readUnits} read units`,
      usd: writeUnits * prices.writeUnit.usd + readUnits * prices.readUnit.usd,
    },
    {
      part: 'DynamoDB: what is kept',
      usd: (storedBytes / GIGABYTE) * MONTHS_STORED * prices.storedGigabyte.usd,
    },
    {
      part: `Lambda: ${Math.round(calls)} calls`,
      usd:
        functions(steps, step) +
        functions(heard, receive) +
        functions(sent, receipt) +
        functions(sent / BATCH, deliver * BATCH),
    },
    {
      part: 'SQS: outbox, inbound, receipts',
      usd:
        (sent * (1 + (QUEUE_REQUESTS - 1) / BATCH) + (heard + sent) * QUEUE_REQUESTS) *
        prices.queueRequest.usd,
    },
    { part: 'SNS: inbound and receipts', usd: (heard + sent) * prices.topicRequest.usd },
    {
      part: `EventBridge: ${entries} events by pipe and bus`,
      usd: entries * (prices.pipedEvent.usd + prices.busEvent.usd),
    },
    {
      part: 'figures, counted by grid',
      usd:
        figuresShare.readUnits * prices.readUnit.usd +
        figuresShare.writeUnits * prices.writeUnit.usd +
        figuresShare.queueRequests * prices.queueRequest.usd +
        functions(figuresShare.calls, functionSeconds.step),
    },
    {
      part: 'CloudWatch: logs and traces',
      usd: (calls * LOG_BYTES * prices.loggedGigabyte.usd) / GIGABYTE + calls * TRACED * prices.trace.usd,
    },
  ]
}

/** What Step Functions' log of every event would add: its events are about 700 bytes, and 338 of them. */
export const everyEventLogged: BillLine = {
  part: 'CloudWatch: every event of Step Functions',
  usd: (338 * 700 * prices.loggedGigabyte.usd) / GIGABYTE,
}

/** Both ways, one segment each. */
export const messagesBill: BillLine = {
  part: `${workload.sent} messages and ${workload.heard} replies at a cent`,
  usd: (workload.sent + workload.heard) * prices.message.usd,
}

/** Seconds of a day in which a console is seen, and the share of them in which everything changes all the time. */
const CONSOLE_DAY = 10 * 3600
const BUSY = 0.2
/** In the rest of them so much less changes. */
const QUIET_READS = 0.1

/** The consoles' part of one isolation: it is shared by all whom a console shows. */
export const consolesBill = (days = 14): BillLine => {
  const seconds = (days * CONSOLE_DAY) / PEOPLE_PER_CONSOLE
  const reads = READS_PER_CONSOLE_SECOND * (BUSY + (1 - BUSY) * QUIET_READS)
  const read = prices.edgeRequest.usd + prices.apiRequest.usd + functions(1, functionSeconds.receipt)
  return {
    part: `a console for ${PEOPLE_PER_CONSOLE} people, ${CONSOLE_DAY / 3600} hours a day`,
    usd: seconds * (LOOKS_PER_CONSOLE_SECOND * prices.edgeRequest.usd + reads * read),
  }
}

export const totalUsd = (lines: readonly BillLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0)
