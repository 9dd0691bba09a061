import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { messages } from '../../aws/ports/messages.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { receiveSms } from '../../usecases/receive-sms/receive-sms.ts'
import { Environment } from './environment.ts'

export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...lookups(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
    ...messages(variables, context),
  }),
  run: receiveSms,
})
