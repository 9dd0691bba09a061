import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { hashText } from 'local-step-functions/random'
import type { Scheduler } from 'local-step-functions/scheduler'
import type { Database, Row } from './database.ts'

export type QueueConsumer = (event: SQSEvent) => Promise<SQSBatchResponse | undefined>

export interface QueueOptions {
  readonly database: Database
  readonly scheduler: Scheduler
  readonly name: string
  /** Stepping the clock does not stop at its deliveries. Default: false. */
  readonly isPassing?: boolean
  /** Milliseconds until a received but not finished message is received again. */
  readonly visibilityTimeout?: number
  /** A message received so often goes to the dead letters instead of being received once more. */
  readonly maxReceives?: number
  readonly batchSize?: number
  /** Delivers some messages twice, as SQS may: a share from 0 to 1, drawn from the seed. */
  readonly duplicates?: { readonly seed: string; readonly share: number }
  /** Called when a delivery failed. The messages come again, or become dead letters. */
  readonly onFailure?: (messageIds: readonly string[], error: unknown) => void
}

export interface DeadLetter {
  readonly messageId: string
  readonly body: string
  readonly receives: number
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly lastError: string
}

/** The consumer answered, and named these messages as not done. */
class BatchItemsFailed extends Error {
  override readonly name = 'BatchItemsFailed'
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queue_messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    first_received_at INTEGER,
    receives INTEGER NOT NULL DEFAULT 0,
    is_copy INTEGER NOT NULL DEFAULT 0,
    is_dead INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX IF NOT EXISTS queue_messages_by_time ON queue_messages (queue, is_dead, visible_at, position);
`

/**
 * An SQS queue in front of one Lambda function: at least once, one batch at a time, pending messages survive a restart.
 * As on SQS, a failed message comes again after its visibility timeout.
 */
export class Queue {
  readonly #database: Database
  readonly #scheduler: Scheduler
  readonly #name: string
  readonly #isPassing: boolean
  readonly #visibilityTimeout: number
  readonly #maxReceives: number
  readonly #batchSize: number
  readonly #duplicates: QueueOptions['duplicates']
  readonly #onFailure: QueueOptions['onFailure']
  #consumer: QueueConsumer | undefined
  #isDelivering = false
  #restsUntil = 0
  #timer: { readonly at: number; cancel(): void } | undefined

  constructor(options: QueueOptions) {
    this.#database = options.database
    this.#scheduler = options.scheduler
    this.#name = options.name
    this.#isPassing = options.isPassing ?? false
    this.#visibilityTimeout = options.visibilityTimeout ?? 60_000
    this.#maxReceives = options.maxReceives ?? 5
    this.#batchSize = options.batchSize ?? 10
    this.#duplicates = options.duplicates
    this.#onFailure = options.onFailure
    this.#database.execute(SCHEMA)
  }

  /** Begins to deliver, also what was pending before a restart. */
  deliverTo(consumer: QueueConsumer): void {
    this.#consumer = consumer
    this.#wakeForNext()
  }

  /** Delivers no more. What is pending stays. */
  stop(): void {
    this.#consumer = undefined
    this.#timer?.cancel()
    this.#timer = undefined
  }

  /** Delivers nothing for so many milliseconds: its consumer has done as much as its pace allows. */
  rest(milliseconds: number): void {
    this.#restsUntil = this.#scheduler.now() + milliseconds
  }

  /** Durable when it returns, or with the surrounding transaction. Received no sooner than `after` milliseconds from now. */
  send(body: string, after = 0): { readonly messageId: string } {
    const now = this.#scheduler.now()
    const position = this.#database.transaction(
      () =>
        this.#database
          .statement('INSERT INTO queue_messages (queue, body, sent_at, visible_at) VALUES (?, ?, ?, ?)')
          .run(this.#name, body, now, now + after).lastInsertRowid,
    )
    this.#wakeAt(now + after)
    return { messageId: this.#messageId(Number(position)) }
  }

  /** How many messages are waiting or under way; dead letters are not. */
  pending(): number {
    return this.#count('is_dead = 0')
  }

  deadLetterCount(): number {
    return this.#count('is_dead = 1')
  }

  #count(which: 'is_dead = 0' | 'is_dead = 1'): number {
    return this.#database.read(() => {
      const row = this.#database
        .statement(`SELECT count(*) AS messages FROM queue_messages WHERE queue = ? AND ${which}`)
        .get(this.#name)
      return row === undefined ? 0 : this.#database.number(row, 'messages')
    })
  }

  /** Oldest first. */
  deadLetters(): DeadLetter[] {
    return this.#database.read(() =>
      this.#database
        .statement('SELECT * FROM queue_messages WHERE queue = ? AND is_dead = 1 ORDER BY position')
        .all(this.#name)
        .map((row) => ({
          messageId: this.#messageId(this.#database.number(row, 'position')),
          body: this.#database.text(row, 'body'),
          receives: this.#database.number(row, 'receives'),
          sentAt: this.#database.number(row, 'sent_at'),
          lastError: this.#database.text(row, 'last_error'),
        })),
    )
  }

  /** Puts all dead letters back into the queue. Returns how many. */
  redrive(): number {
    const now = this.#scheduler.now()
    const moved = this.#database.transaction(() =>
      Number(
        this.#database
          .statement(
            'UPDATE queue_messages SET is_dead = 0, receives = 0, visible_at = ? WHERE queue = ? AND is_dead = 1',
          )
          .run(now, this.#name).changes,
      ),
    )
    if (moved > 0) this.#wakeAt(now)
    return moved
  }

  #messageId(position: number): string {
    return `${this.#name}-${String(position).padStart(6, '0')}`
  }

  #wakeAt(wanted: number): void {
    const time = Math.max(wanted, this.#restsUntil)
    if (this.#consumer === undefined || this.#isDelivering) return
    if (this.#timer !== undefined && this.#timer.at <= time) return
    this.#timer?.cancel()
    const scheduled = this.#scheduler.at(time, () => this.#deliver(), { isPassing: this.#isPassing })
    this.#timer = { at: time, cancel: () => scheduled.cancel() }
  }

  #wakeForNext(): void {
    const next = this.#database.read(() =>
      this.#database
        .statement(
          'SELECT visible_at FROM queue_messages WHERE queue = ? AND is_dead = 0 ORDER BY visible_at LIMIT 1',
        )
        .get(this.#name),
    )
    if (next !== undefined)
      this.#wakeAt(Math.max(this.#database.number(next, 'visible_at'), this.#scheduler.now()))
  }

  async #deliver(): Promise<void> {
    this.#timer = undefined
    const consumer = this.#consumer
    if (consumer === undefined) return
    this.#isDelivering = true
    try {
      const records = this.#receive()
      if (records.length > 0) this.#settle(records, await this.#failures(consumer, records))
    } finally {
      this.#isDelivering = false
      this.#wakeForNext()
    }
  }

  /** Counts the receipt and hides the messages before anyone sees them: a crash cannot lose one. */
  #receive(): SQSRecord[] {
    const database = this.#database
    const now = this.#scheduler.now()
    return database.transaction(() => {
      const rows = database
        .statement(
          `SELECT * FROM queue_messages WHERE queue = ? AND is_dead = 0 AND visible_at <= ?
           ORDER BY visible_at, position LIMIT ?`,
        )
        .all(this.#name, now, this.#batchSize)
        .sort((a, b) => database.number(a, 'position') - database.number(b, 'position'))
      const hide = database.statement(
        `UPDATE queue_messages
         SET receives = receives + 1, visible_at = ?, first_received_at = coalesce(first_received_at, ?)
         WHERE position = ?`,
      )
      const bury = database.statement('UPDATE queue_messages SET is_dead = 1 WHERE position = ?')
      return rows.flatMap((row) => {
        const position = database.number(row, 'position')
        if (database.number(row, 'receives') >= this.#maxReceives) {
          bury.run(position)
          return []
        }
        hide.run(now + this.#visibilityTimeout, now, position)
        return [this.#record(row, now)]
      })
    })
  }

  /** The record of a row at this receipt. */
  #record(row: Row, now: number): SQSRecord {
    const receives = this.#database.number(row, 'receives') + 1
    const messageId = this.#messageId(this.#database.number(row, 'position'))
    return {
      messageId,
      receiptHandle: `${messageId}/${receives}`,
      body: this.#database.text(row, 'body'),
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(this.#database.number(row, 'sent_at')),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(row['first_received_at'] ?? now),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:local:000000000000:${this.#name}`,
      awsRegion: 'local',
    }
  }

  /** The error of each message that is not done. */
  async #failures(consumer: QueueConsumer, records: readonly SQSRecord[]): Promise<Map<string, unknown>> {
    const ids = records.map((record) => record.messageId)
    let failures: Map<string, unknown>
    try {
      const response = await consumer({ Records: [...records] })
      const failed = (response?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier)
      if (failed.length === 0) return new Map()
      const error = new BatchItemsFailed('the consumer named this message in batchItemFailures')
      // As Lambda does: an unknown id fails the whole batch.
      failures = new Map((failed.every((id) => ids.includes(id)) ? failed : ids).map((id) => [id, error]))
    } catch (error) {
      failures = new Map(ids.map((id) => [id, error]))
    }
    const [first] = failures.values()
    if (failures.size > 0) this.#onFailure?.([...failures.keys()], first)
    return failures
  }

  #settle(records: readonly SQSRecord[], failures: ReadonlyMap<string, unknown>): void {
    this.#database.transaction(() => {
      for (const { messageId } of records) {
        const position = Number(messageId.slice(this.#name.length + 1))
        if (failures.has(messageId))
          this.#database
            .statement('UPDATE queue_messages SET last_error = ? WHERE position = ?')
            .run(String(failures.get(messageId)), position)
        else if (!this.#leaveCopy(messageId, position))
          this.#database.statement('DELETE FROM queue_messages WHERE position = ?').run(position)
      }
    })
  }

  /** A copy stays hidden until its visibility timeout, as when SQS loses a deletion: once a message at most. */
  #leaveCopy(messageId: string, position: number): boolean {
    if (!this.#isToBeDoubled(messageId)) return false
    const { changes } = this.#database
      .statement('UPDATE queue_messages SET is_copy = 1 WHERE position = ? AND is_copy = 0')
      .run(position)
    return Number(changes) > 0
  }

  #isToBeDoubled(messageId: string): boolean {
    if (this.#duplicates === undefined) return false
    return hashText(`${this.#duplicates.seed} ${messageId}`) / 2 ** 32 < this.#duplicates.share
  }
}
