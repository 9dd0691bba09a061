import type { SQSEvent } from 'aws-lambda'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { pacedExecutions } from '../../aws/paced-executions.ts'
import { executions } from '../../aws/ports/executions.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { sweepQueue } from '../../aws/ports/sweep-queue.ts'
import { sweepQueued } from '../../usecases/sweep/sweep-queued.ts'
import { Environment } from './environment.ts'

/**
 * Six functions at once ask for ten executions a second, and the two lists for 1.6 pages: Step Functions answers 10 and
 * 2 in its smaller regions (Service quotas, November 2026), and the console asks too.
 */
const PACE = { describeEvery: 600, listEvery: 1_250 }

/** From the queue of parts. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...outbox(variables, context),
    ...sweepQueue(variables, context),
    executions: pacedExecutions(executions(variables, context).executions, PACE),
    timeLeft: context.timeLeft,
  }),
  run: ({ timeLeft, ...ports }, event: SQSEvent) => sweepQueued(ports, event, timeLeft),
})
