import { setTimeout as pause } from 'node:timers/promises'
import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { MoveInput, moveExecutions } from '../../usecases/move-executions/move-executions.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...executions(variables, context),
    pause: (milliseconds: number) => pause(milliseconds),
  }),
  input: MoveInput,
  run: moveExecutions,
})
