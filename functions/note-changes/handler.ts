import { type StreamRecord, streamedItems } from '../../aws/dynamodb/streamed-items.ts'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { recounts } from '../../aws/ports/recounts.ts'
import { noteChanges } from '../../usecases/count-figures/note-changes.ts'
import { Environment } from './environment.ts'

/** From the table's stream: new entries of the ledger. */
export const handler = lambda({
  environment: Environment,
  ports: (variables, context) => recounts(variables, context),
  run: (ports, { Records }: { readonly Records: readonly StreamRecord[] }) =>
    noteChanges(ports, streamedItems(Records)),
})
