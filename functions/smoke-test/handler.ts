import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { pause } from '../../aws/pause.ts'
import { executions } from '../../aws/ports/executions.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { phones } from '../../aws/ports/phones.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { smokeTest } from '../../usecases/smoke-test/smoke-test.ts'
import { Environment } from './environment.ts'

/** After a deployment, and on a schedule. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...lookups(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
    ...outbox(variables, context),
    ...phones(variables, context),
    pause,
  }),
  run: async (ports, _event: unknown, count) => {
    const result = await smokeTest(ports)
    count(metricNames.smokeTests)
    ports.log.info('smoke-test.passed', { isolation: result.isolation, seconds: result.seconds })
    return result
  },
})
