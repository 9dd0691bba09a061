import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { judgeSilence } from '../../usecases/judge-silence/judge-silence.ts'
import { StepInput } from '../../usecases/plan/plan-next-step.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
  }),
  input: StepInput,
  run: judgeSilence,
})
