import { step } from '../../aws/middleware/step.ts'
import { record } from '../../aws/ports/record.ts'
import { climbLadder, LadderInput } from './climb-ladder.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  wires: [record],
  input: LadderInput,
  run: climbLadder,
})
