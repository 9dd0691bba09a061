import { step } from '../../aws/middleware/step-middleware.ts'
import { alerts } from '../../aws/ports/alerts.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { NotifyRungInput, notifyRung } from '../../usecases/climb-ladder/notify-rung.ts'
import { Environment } from './environment.ts'

export const handler = step({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
    ...alerts(variables, context),
  }),
  input: NotifyRungInput,
  run: notifyRung,
})
