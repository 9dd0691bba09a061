import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { record } from '../../aws/ports/store.ts'
import { sweepQueue } from '../../aws/ports/sweep-queue.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { beginSweep } from '../../usecases/sweep/begin-sweep.ts'
import { Environment } from './environment.ts'

/** As a number that alarms and graphs can compare. */
const LEVEL = { green: 0, amber: 1, red: 2 } as const

/** On a schedule. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({ ...record(variables, context), ...sweepQueue(variables, context) }),
  run: async (ports, _event: unknown, count) => {
    const soFar = await beginSweep(ports)
    count(metricNames.offenders, soFar.offenders)
    count(metricNames.sweepPartsLate, soFar.late)
    const lines = await judgeLines(ports)
    for (const { community, line } of lines)
      count(metricNames.line, LEVEL[line], { name: 'community', value: community })
    for (const [name, colour] of [
      [metricNames.red, 'red'],
      [metricNames.amber, 'amber'],
    ] as const)
      count(name, lines.filter(({ line }) => line === colour).length)
    return soFar
  },
})
