import { type StreamRecord, streamedItems } from '../../aws/dynamodb/streamed-items.ts'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { publishEvents } from '../../usecases/publish-events/publish-events.ts'
import { Environment } from './environment.ts'

/** Between the table's stream and the bus: makes events of entries, and leaves out what is not for others. */
export const handler = lambda({
  environment: Environment,
  ports: () => ({}),
  run: async (ports, records: readonly StreamRecord[]) => publishEvents(ports, streamedItems(records)).events,
})
