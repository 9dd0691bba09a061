import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { OnSchedule } from './on-schedule.ts'
import type { ServiceFunction } from './service-function.ts'
import { WorkQueue } from './work-queue.ts'

/** Short, so that the part of a function that died is soon taken up by another; one that has not finished hands it on. */
export const SWEEP_TIMEOUT = Duration.minutes(5)

/** Functions that walk parts at the same time: the pace in functions/sweep/handler.ts is for so many. */
const SWEEPERS = 6

export interface SweeperProps {
  readonly key: IKey
}

/**
 * The sweep: a schedule hands its parts to a queue, and a function takes each. No workflow is in it: what watches
 * Step Functions must not stop with it.
 */
export class Sweeper extends Construct {
  readonly #key: IKey
  readonly parts: WorkQueue

  constructor(scope: Construct, id: string, { key }: SweeperProps) {
    super(scope, id)
    this.#key = key
    this.parts = new WorkQueue(this, 'Parts', { key, consumerTimeout: SWEEP_TIMEOUT, maxReceives: 3 })
  }

  /** Every part has its hour; a look every quarter finds those that somebody has dropped. */
  begin(by: ServiceFunction, walk: ServiceFunction): OnSchedule {
    this.parts.feed({ consumer: walk.alias, batchSize: 1, maxConcurrency: SWEEPERS })
    return new OnSchedule(this, 'Begin', {
      run: by.live,
      every: Duration.minutes(15),
      description: 'Sixclear: no one left behind',
      key: this.#key,
    })
  }
}
