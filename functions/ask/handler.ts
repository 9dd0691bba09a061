import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { texts } from '../../aws/ports/messages.ts'
import { record } from '../../aws/ports/store.ts'
import { AskInput, ask } from '../../usecases/ask/ask.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  wires: [record, texts, executions],
  input: AskInput,
  run: ask,
})
