import type { SQSEvent } from 'aws-lambda'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { receiveReceipts } from '../../usecases/receive-receipt/receive-receipts.ts'
import { Environment } from './environment.ts'

export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => ({
    ...record(variables, context),
    ...executions(variables, context),
    ...tasks(variables, context),
  }),
  run: async (ports, event: SQSEvent, count) => {
    const answer = await receiveReceipts(ports, event)
    count(metricNames.receipts, event.Records.length)
    return answer
  },
})
