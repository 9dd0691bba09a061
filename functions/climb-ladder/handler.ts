import { step } from '../../aws/middleware/step-middleware.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { climbLadder, LadderInput } from '../../usecases/climb-ladder/climb-ladder.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...outbox(variables, context) }),
  input: LadderInput,
  run: climbLadder,
})
