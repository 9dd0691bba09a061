import { step } from '../../aws/middleware/step-middleware.ts'
import { record } from '../../aws/ports/store.ts'
import { plan, StepInput } from '../../usecases/plan/plan-next-step.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context) }),
  input: StepInput,
  run: plan,
})
