import { step } from '../../aws/middleware/step.ts'
import { executions } from '../../aws/ports/executions.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { record } from '../../aws/ports/record.ts'
import { texts } from '../../aws/ports/texts.ts'
import { StepInput } from '../plan/plan.ts'
import { Environment } from './environment.ts'
import { welcome } from './welcome.ts'

export const handler = step({
  environment: Environment,
  wires: [record, lookups, texts, executions],
  input: StepInput,
  run: welcome,
})
