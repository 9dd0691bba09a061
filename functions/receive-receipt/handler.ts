import type { SQSEvent } from 'aws-lambda'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { Environment } from './environment.ts'
import { receiveReceipts } from '../../usecases/receive-receipt/receive-receipts.ts'

export const handler = lambda({
  environment: Environment,
  wires: [record, executions],
  run: async (ports, event: SQSEvent, count) => {
    const answer = await receiveReceipts(ports, event)
    count(metricNames.receipts, event.Records.length)
    return answer
  },
})
