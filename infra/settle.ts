import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { makeStore } from '../aws/dynamo-store.ts'
import { systemClock } from '../aws/system-clock.ts'
import { Community, postsOf } from '../core/domain/community.ts'
import { RuleBook } from '../core/domain/rule-book.ts'
import { defaultRuleBook } from '../core/rules/default-rule-book.ts'
import { publishRuleBook, saveCommunity } from '../record/community-record.ts'
import { savePosts } from '../record/phone-record.ts'

const USAGE =
  'npm run settle -- --table <TableName> --community <community.json> [--rule-book <rule-book.json>]'

const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    community: { type: 'string' },
    'rule-book': { type: 'string' },
  },
})
const { table: tableName, community: path, 'rule-book': bookPath } = values
if (tableName === undefined || path === undefined) throw new TypeError(`what is missing: ${USAGE}`)

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const community = Community.parse(read(path))
const book = bookPath === undefined ? defaultRuleBook : RuleBook.parse(read(bookPath))

/** A deployed record is empty: before anybody can be registered it has to know the community and its rules. */
const store = makeStore({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
  tableName,
  clock: systemClock,
})
await publishRuleBook(store, book)
await saveCommunity(store, community)
await savePosts(store, community.id, postsOf(community))
console.log(`${community.id} is known, with rule book ${book.version}. Safe to repeat.`)
