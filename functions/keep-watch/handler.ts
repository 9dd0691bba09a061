import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { messages } from '../../aws/ports/messages.ts'
import { record } from '../../aws/ports/store.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { Environment } from './environment.ts'

/** On a schedule. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...messages(variables, context) }),
  run: (ports, _event: unknown) => keepWatch(ports),
})
