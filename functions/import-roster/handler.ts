import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { importQueue } from '../../aws/ports/import-queue.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { importQueued } from '../../usecases/import-roster/import-queued.ts'
import { Environment } from './environment.ts'

/** From the queue of parts. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...lookups(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
    ...importQueue(variables, context),
  }),
  run: importQueued,
})
