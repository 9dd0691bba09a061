import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { executions } from '../../aws/ports/executions.ts'
import { record } from '../../aws/ports/store.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { makeLog } from '../../aws/telemetry/log.ts'
import { FEWEST_DUE_SHARDS } from '../../core/ports/due-shards.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { restartOlder } from './restart-older.ts'

const USAGE =
  'npm run restart -- --workflow isolation|escalation --before <instant> --table <TableName> --isolations <IsolationWorkflowArn> --matters <EscalationWorkflowArn> [--per-second 5] [--limit 1000000]'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    workflow: text,
    before: text,
    table: text,
    isolations: text,
    matters: text,
    'per-second': { ...text, default: '5' },
    limit: { ...text, default: '1000000' },
  },
})

const Options = z.object({
  workflow: z.enum(['isolation', 'escalation']),
  before: InstantSchema,
  table: z.string(),
  isolations: z.string(),
  matters: z.string(),
  'per-second': z.coerce.number().check(z.positive(), z.maximum(25)),
  limit: z.coerce.number().check(z.int(), z.positive()),
})
const parsed = z.safeParse(Options, values)
if (!parsed.success) throw new TypeError(`${z.prettifyError(parsed.error)}\n${USAGE}`)
const { workflow, before, table, isolations, matters, limit } = parsed.data

const log = makeLog({
  info: (event, line) => console.log(event, JSON.stringify(line)),
  error: (event, line) => console.error(event, JSON.stringify(line)),
})
const variables = {
  TABLE_NAME: table,
  // What it writes stands in shards that every stage looks at.
  DUE_SHARDS: `${FEWEST_DUE_SHARDS}`,
  ISOLATION_WORKFLOW_ARN: isolations,
  ESCALATION_WORKFLOW_ARN: matters,
}
const context = { log, count: () => {}, clients: commandClients }
const ports = {
  ...record(variables, context),
  ...executions(variables, context),
  clock: systemClock,
  log: context.log,
}
const gap = 1000 / parsed.data['per-second']
const restarted = await restartOlder(ports, { workflow, before, limit, pause: () => pause(gap) })
console.log(`${restarted} restarted`)
