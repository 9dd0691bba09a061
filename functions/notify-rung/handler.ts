import { step } from '../../aws/middleware/step-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { texts } from '../../aws/ports/messages.ts'
import { record } from '../../aws/ports/store.ts'
import { NotifyRungInput, notifyRung } from '../../usecases/climb-ladder/notify-rung.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  wires: [record, texts, executions],
  input: NotifyRungInput,
  run: notifyRung,
})
