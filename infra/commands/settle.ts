import { readFileSync } from 'node:fs'
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { lookups } from '../../aws/ports/lookups.ts'
import { record } from '../../aws/ports/store.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { Community, postsOf } from '../../core/community/community.ts'
import { FEWEST_DUE_SHARDS } from '../../core/ports/due-shards.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { PublishableRuleBook } from '../../core/rule-book/rule-book.ts'
import { publishRuleBook, saveCommunity } from '../../record/community-repository.ts'
import { savePosts } from '../../record/phone-repository.ts'
import { beginCommand, CannotGoOn, readOptions } from './command-line.ts'
import { checkOptOuts } from './opt-outs.ts'

const USAGE =
  'npm run settle -- --table <TableName> --lookups <LookupSecretArn> --community <community.json> [--rule-book <rule-book.json>] [--self-managed-opt-outs]'

const text = { type: 'string' } as const
beginCommand()
const values = readOptions({
  usage: USAGE,
  options: {
    table: text,
    lookups: text,
    community: text,
    'rule-book': text,
    'self-managed-opt-outs': { type: 'boolean', default: false },
  },
  schema: z.object({
    table: z.string(),
    lookups: z.string(),
    community: z.string(),
    'rule-book': z.optional(z.string()),
    'self-managed-opt-outs': z.boolean(),
  }),
})
const { table, lookups: secret, community: path, 'rule-book': bookPath } = values

const read = <Schema extends z.ZodMiniType>(file: string, schema: Schema): z.output<Schema> => {
  const text = readFileSync(file, 'utf8')
  try {
    return z.parse(schema, JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw new CannotGoOn(`${file} is no JSON: ${error.message}`)
    if (error instanceof z.core.$ZodError) throw new CannotGoOn(`${file}: ${z.prettifyError(error)}`)
    throw error
  }
}
const community = read(path, Community)
const book = bookPath === undefined ? defaultRuleBook : read(bookPath, PublishableRuleBook)

/** A deployed record is empty: it needs the community and its rule book before anybody can be registered. */
const silent = { info: () => {}, error: () => {} }
const variables = { TABLE_NAME: table, DUE_SHARDS: `${FEWEST_DUE_SHARDS}`, LOOKUP_SECRET_ARN: secret }
const context = { log: silent, count: () => {}, clients: commandClients }
const ports = {
  ...record(variables, context),
  ...lookups(variables, context),
  clock: systemClock,
  log: context.log,
}
await publishRuleBook(ports.store, book)
await saveCommunity(ports.store, community)
await savePosts(ports, community.id, postsOf(community))
console.log(`${community.id} is saved with rule book ${book.version}. Safe to repeat.`)

/** A region or account without this service has another provider, which is not checked here. */
try {
  const texts = new PinpointSMSVoiceV2Client({ maxAttempts: 1 })
  const { lines, isRight } = await checkOptOuts(texts, { set: values['self-managed-opt-outs'] })
  for (const line of lines) console.log(line)
  if (!isRight) process.exitCode = 1
} catch (error) {
  const name = error instanceof Error ? error.name : 'unknown'
  console.log(
    `Cannot tell who handles STOP: AWS End User Messaging answers ${name}. See docs/deploy.md, STOP.`,
  )
}
