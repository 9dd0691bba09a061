import { step } from '../../aws/middleware/step-middleware.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { StepInput } from '../../usecases/plan/plan-next-step.ts'
import { release } from '../../usecases/release/release.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
  }),
  input: StepInput,
  run: release,
})
