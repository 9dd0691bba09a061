import { step } from '../../aws/middleware/step-middleware.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { StepInput } from '../../usecases/plan/plan-next-step.ts'
import { welcome } from '../../usecases/welcome/welcome.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...lookups(variables, context),
    ...outbox(variables, context),
  }),
  input: StepInput,
  run: welcome,
})
