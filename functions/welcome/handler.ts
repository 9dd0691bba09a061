import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { texts } from '../../aws/ports/messages.ts'
import { record } from '../../aws/ports/store.ts'
import { StepInput } from '../../usecases/plan/plan-next-step.ts'
import { welcome } from '../../usecases/welcome/welcome.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  wires: [record, lookups, texts, executions],
  input: StepInput,
  run: welcome,
})
