import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Scheduler } from 'local-step-functions/scheduler'
import { type ByLane, byLane, lanes } from '../../core/message/lane.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Handed, Outbox } from '../../core/ports/outbox.ts'
import type { Database } from '../sqlite/database.ts'
import { Queue } from '../sqlite/queue.ts'

export interface PacedOutboxOptions {
  readonly database: Database
  readonly scheduler: Scheduler
  readonly log: Log
  /** What the provider takes from each lane. */
  readonly perSecond: ByLane<number>
}

/** Handles what a lane's queue brings. `sent` is to be called for each message that is handed to the provider. */
export type Deliver = (event: SQSEvent, sent: () => void) => Promise<SQSBatchResponse>

/** The outbox as on AWS: a queue for each lane, and behind each a sender with its own share of the provider's rate. */
export class PacedOutbox implements Outbox {
  readonly #perSecond: ByLane<number>
  readonly #queues: ByLane<Queue>

  constructor({ database, scheduler, log, perSecond }: PacedOutboxOptions) {
    this.#perSecond = perSecond
    this.#queues = byLane(
      (lane) =>
        new Queue({
          database,
          scheduler,
          name: `outbox-${lane}`,
          isPassing: true,
          batchSize: 1,
          maxReceives: 10,
          onFailure: (messages, error) =>
            log.error('outbox.delivery-failed', { lane, messages: [...messages] }, error),
        }),
    )
  }

  async hand({ afterSeconds = 0, ...handed }: Handed): Promise<void> {
    this.#queues[handed.lane].send(JSON.stringify(handed), afterSeconds * 1_000)
  }

  /** How many messages wait in each lane. */
  waiting(): ByLane<number> {
    return byLane((lane) => this.#queues[lane].pending())
  }

  /** Begins to deliver. What turns out to be needless takes nobody's place. */
  deliverTo(deliver: Deliver): void {
    for (const lane of lanes)
      this.#queues[lane].deliverTo(async (event) => {
        let sent = 0
        const response = await deliver(event, () => {
          sent += 1
        })
        this.#queues[lane].rest(Math.ceil((sent * 1_000) / this.#perSecond[lane]))
        return response
      })
  }
}
