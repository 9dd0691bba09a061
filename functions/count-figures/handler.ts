import type { SQSEvent } from 'aws-lambda'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { recounts } from '../../aws/ports/recounts.ts'
import { record } from '../../aws/ports/store.ts'
import { recountQueued } from '../../usecases/count-figures/recount-queued.ts'
import { Environment } from './environment.ts'

/** From the queue of parts that have changed. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...recounts(variables, context) }),
  run: (ports, event: SQSEvent) => recountQueued(ports, event),
})
