import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { record } from '../../aws/ports/store.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { MINUTE, milliseconds } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { checkRecord } from '../../usecases/check-record/check-record.ts'
import { reapplyErasures } from '../../usecases/erase-person/reapply-erasures.ts'
import { mostDueShards } from '../stages/stages.ts'
import { beginCommand, CannotGoOn, readOptions } from './command-line.ts'
import { deleteTable, protectTable, restoreTable } from './restored-table.ts'

// Restores the record into a table of its own, erases in it again everybody who was erased, and reads it. A drill deletes
// that table at the end; without --drill it is protected and may serve: docs/runbook.md.

const USAGE =
  'npm run restore -- --source <TableName> --erasures <ErasuresTableName> --table <name of the restored table> [--at <instant>] [--drill]\n  a table that was restored already: npm run restore -- --erasures <ErasuresTableName> --table <its name>'

const text = { type: 'string' } as const
const Options = z.object({
  source: z.optional(z.string()),
  erasures: z.string(),
  table: z.string(),
  at: z.optional(InstantSchema),
  drill: z.boolean(),
})
beginCommand()
const { source, erasures, table, at, drill } = readOptions({
  usage: USAGE,
  options: {
    source: text,
    erasures: text,
    table: text,
    at: text,
    drill: { type: 'boolean', default: false },
  },
  schema: Options,
})
if (drill && source === undefined)
  throw new CannotGoOn(`--source is missing: a drill deletes only what it has restored itself\n\n${USAGE}`)

const client = new DynamoDBClient(commandClients)
const context = {
  log: { info: () => {}, error: () => {} },
  count: () => {},
  clients: commandClients,
}
const storeOf = (name: string) => record({ TABLE_NAME: name, DUE_SHARDS: `${mostDueShards}` }, context).store
/** Of open isolations, how many are read to see that the record can be used. */
const READ_AT_MOST = 1_000

const began = milliseconds(systemClock.now())
const minutes = (): string => `${((milliseconds(systemClock.now()) - began) / MINUTE).toFixed(1)} min`
if (source !== undefined) {
  console.log(`restoring ${source} into ${table}: minutes, or hours for a large table`)
  await restoreTable(client, { source, target: table, ...(at === undefined ? {} : { at }) })
  console.log(`${minutes()}: restored`)
}
const store = storeOf(table)
const again = await reapplyErasures({ store, erasures: storeOf(erasures), clock: systemClock }, table)
console.log(
  `${minutes()}: ${again.erasures} people were erased; ${again.erased} were in it again, and are erased`,
)
const checked = await checkRecord(store, READ_AT_MOST)
console.log(
  `${minutes()}: ${checked.communities} communities, ${checked.isolations} open isolations, ${checked.read} read: ${checked.unreadable.length} unreadable, ${checked.withoutPerson.length} without a person`,
)
for (const id of [...checked.unreadable, ...checked.withoutPerson]) console.log(`  ${id}`)
if (checked.unreadable.length + checked.withoutPerson.length > 0) process.exitCode = 1
if (drill) {
  await deleteTable(client, table)
  console.log(`${minutes()}: the drill is over, ${table} is deleted`)
} else {
  const streamArn = await protectTable(client, table)
  console.log(`${minutes()}: ${table} may serve. Deploy the stage with`)
  console.log(`  restoredTable: { name: '${table}', streamArn: '${streamArn}' }`)
}
