import { step } from '../../aws/middleware/step-middleware.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { askAgain } from '../../usecases/ask/ask-again.ts'
import { StepInput } from '../../usecases/plan/plan-next-step.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...outbox(variables, context) }),
  input: StepInput,
  run: askAgain,
})
