import { lambda } from '../../aws/middleware/base.ts'
import { executions } from '../../aws/ports/executions.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { record } from '../../aws/ports/record.ts'
import { strangers } from '../../aws/ports/strangers.ts'
import { texts } from '../../aws/ports/texts.ts'
import { Environment } from './environment.ts'
import { receiveSms } from '../../usecases/receive-sms/receive-sms.ts'

export const handler = lambda({
  environment: Environment,
  wires: [record, lookups, texts, executions, strangers],
  run: receiveSms,
})
