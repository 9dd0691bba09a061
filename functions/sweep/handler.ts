import { metricNames } from '../../aws/metric-names.ts'
import { lambda } from '../../aws/middleware/base.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/record.ts'
import { texts } from '../../aws/ports/texts.ts'
import { Environment } from './environment.ts'
import { sweep } from './sweep.ts'

/** On a schedule. */
export const handler = lambda({
  environment: Environment,
  wires: [record, texts, executions],
  run: async (ports, _event: unknown, count) => {
    const { isolations, matters, mended, offenders } = await sweep(ports)
    count(metricNames.offenders, offenders.length)
    return { isolations, matters, mended, offenders: offenders.length }
  },
})
