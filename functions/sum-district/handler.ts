import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { recounts } from '../../aws/ports/recounts.ts'
import { record } from '../../aws/ports/store.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { secondsBehind, sumDistrict } from '../../usecases/judge-line/sum-district.ts'
import { Environment } from './environment.ts'

/** On a schedule. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...recounts(variables, context) }),
  run: async (ports, _event: unknown, count) => {
    const figures = await sumDistrict(ports)
    count(metricNames.figuresAge, secondsBehind(figures))
    return { at: figures.at, countedAt: figures.countedAt, open: figures.open }
  },
})
