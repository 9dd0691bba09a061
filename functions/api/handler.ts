import { api } from '../../api/api.ts'
import { CallerRates } from '../../api/auth/caller-rates.ts'
import type { ApiEvent } from '../../api/http/route.ts'
import { httpApi } from '../../aws/middleware/http-middleware.ts'
import { deadLetters } from '../../aws/ports/dead-letters.ts'
import { executions } from '../../aws/ports/executions.ts'
import { importQueue } from '../../aws/ports/import-queue.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { Environment } from './environment.ts'

/** As long as this environment lives. */
const rates = new CallerRates(systemClock)

export const handler = httpApi({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...lookups(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
    ...deadLetters(variables, context),
    ...importQueue(variables, context),
  }),
  run: (ports, event: ApiEvent) => api(ports, rates)(event),
})
