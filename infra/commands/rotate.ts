import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { keyStoreIn } from '../../aws/lookup-secret.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { record } from '../../aws/ports/store.ts'
import { cryptoIds } from '../../aws/random-ids.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { makeLog } from '../../aws/telemetry/log.ts'
import { NOTICE } from '../../record/lookup-keys.ts'
import { rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import { rotationWords } from '../../usecases/rotate-lookups/rotation-words.ts'
import { mostDueShards } from '../stages/stages.ts'
import { beginCommand, readOptions } from './command-line.ts'

const USAGE = 'npm run rotate -- --table <TableName> --lookups <LookupSecretArn>'

const text = { type: 'string' } as const
beginCommand()
const { table, lookups: secretId } = readOptions({
  usage: USAGE,
  options: { table: text, lookups: text },
  schema: z.object({ table: z.string(), lookups: z.string() }),
})

const log = makeLog({
  info: (event, line) => console.log(event, JSON.stringify(line)),
  error: (event, line) => console.error(event, JSON.stringify(line)),
})
const variables = { TABLE_NAME: table, DUE_SHARDS: `${mostDueShards}`, LOOKUP_SECRET_ARN: secretId }
const context = { log, count: () => {}, clients: commandClients }
const ports = {
  ...record(variables, context),
  ...lookups(variables, context),
  clock: systemClock,
  log: context.log,
}
const rotation = await rotateLookups(ports, {
  keys: keyStoreIn({ client: new SecretsManagerClient({}), secretId }),
  newSecret: () => [1, 2, 3, 4].map(() => cryptoIds.next()).join(''),
  notice: NOTICE,
})
console.log(rotationWords(rotation))
