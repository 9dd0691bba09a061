import { step } from '../../aws/middleware/step-middleware.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { AwaitDecisionInput, awaitDecision } from '../../usecases/await-decision/await-decision.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...tasks(variables, context) }),
  input: AwaitDecisionInput,
  run: awaitDecision,
})
