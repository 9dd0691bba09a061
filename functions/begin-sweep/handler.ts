import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { record } from '../../aws/ports/store.ts'
import { sweepQueue } from '../../aws/ports/sweep-queue.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { beginSweep } from '../../usecases/sweep/begin-sweep.ts'
import { Environment } from './environment.ts'

/** On a schedule. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...sweepQueue(variables, context) }),
  run: async (ports, _event: unknown, count) => {
    const soFar = await beginSweep(ports)
    count(metricNames.offenders, soFar.offenders)
    count(metricNames.sweepPartsLate, soFar.late)
    const lines = await judgeLines(ports)
    for (const [name, colour] of [
      [metricNames.red, 'red'],
      [metricNames.amber, 'amber'],
    ] as const)
      count(name, lines.filter(({ line }) => line === colour).length)
    return soFar
  },
})
