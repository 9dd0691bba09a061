import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { record } from '../../aws/ports/store.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { PersonId } from '../../core/ids.ts'
import { erasePerson } from '../../usecases/erase-person/erase-person.ts'
import { mostDueShards } from '../stages/stages.ts'
import { beginCommand, readOptions } from './command-line.ts'

// Erases a person whose isolation is over: docs/privacy.md.

const USAGE = 'npm run erase -- --table <TableName> --erasures <ErasuresTableName> --person <id>'

const text = { type: 'string' } as const
beginCommand()
const { table, erasures, person } = readOptions({
  usage: USAGE,
  options: { table: text, erasures: text, person: text },
  schema: z.object({ table: z.string(), erasures: z.string(), person: PersonId }),
})
const context = {
  log: { info: () => {}, error: () => {} },
  count: () => {},
  clients: commandClients,
}
const storeOf = (name: string) => record({ TABLE_NAME: name, DUE_SHARDS: `${mostDueShards}` }, context).store
const words = {
  erased: `${person} is erased`,
  erased_before: `${person} was erased before`,
  unknown: `nobody is ${person}`,
}
const outcome = await erasePerson(
  { store: storeOf(table), erasures: storeOf(erasures), clock: systemClock },
  person,
)
console.log(words[outcome])
if (outcome === 'unknown') process.exitCode = 1
