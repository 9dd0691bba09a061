import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { lookups } from '../aws/ports/lookups.ts'
import { record } from '../aws/ports/record.ts'
import { makePorts } from '../aws/ports.ts'
import { Community, postsOf } from '../core/domain/community.ts'
import { RuleBook } from '../core/domain/rule-book.ts'
import { defaultRuleBook } from '../core/rules/default-rule-book.ts'
import { publishRuleBook, saveCommunity } from '../record/community-record.ts'
import { savePosts } from '../record/phone-record.ts'

const USAGE =
  'npm run settle -- --table <TableName> --lookups <LookupSecretArn> --community <community.json> [--rule-book <rule-book.json>]'

const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    lookups: { type: 'string' },
    community: { type: 'string' },
    'rule-book': { type: 'string' },
  },
})
const { table, lookups: secret, community: path, 'rule-book': bookPath } = values
if (table === undefined || secret === undefined || path === undefined)
  throw new TypeError(`what is missing: ${USAGE}`)

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const community = Community.parse(read(path))
const book = bookPath === undefined ? defaultRuleBook : RuleBook.parse(read(bookPath))

/** A deployed record is empty: before anybody can be registered it has to know the community and its rules. */
const silent = { info: () => {}, error: () => {} }
const ports = makePorts(
  [record, lookups],
  { TABLE_NAME: table, LOOKUP_SECRET_ARN: secret },
  { log: silent, count: () => {} },
)
await publishRuleBook(ports.store, book)
await saveCommunity(ports.store, community)
await savePosts(ports, community.id, postsOf(community))
console.log(`${community.id} is known, with rule book ${book.version}. Safe to repeat.`)
