import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { ByLane } from '../../core/message/lane.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { FunctionName } from '../bundles/grants.ts'
import type { Stage } from '../stages/stages.ts'
import type { HttpApi } from './http-api.ts'
import type { RecordMetrics } from './record-metrics.ts'
import type { ServiceFunction } from './service-function.ts'
import type { WorkQueue } from './work-queue.ts'

/** What a service shows to its observers. */
export interface Observed {
  readonly stage: Stage
  readonly functions: Readonly<Record<FunctionName, ServiceFunction>>
  readonly workflows: Readonly<Record<Workflow, StateMachine>>
  readonly queues: { readonly inbound: WorkQueue; readonly outbox: ByLane<WorkQueue> }
  readonly deadLetters: Readonly<Record<string, IQueue>>
  readonly api: HttpApi
  readonly tableName: string
  /** Tells whoever is on duty. */
  readonly operations: ITopic
}

/** What alarms and dashboards look at. */
export interface Watched extends Observed {
  readonly people: RecordMetrics
}
