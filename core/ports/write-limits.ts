import type { JsonObject, JsonValue } from '../json.ts'
import { dueShard } from './due-shards.ts'
import { type Key, type NewItem, QueryRefused, type Write, WriteRefused } from './store.ts'

// DynamoDB's limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const MAX_WRITES = 100
const MAX_ITEM_BYTES = 400 * 1024
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024
const MAX_PK_BYTES = 2048
const MAX_SK_BYTES = 1024

/** Size in UTF-8: half of a surrogate pair takes two bytes, any other unit one to three. */
const bytes = (text: string): number => {
  let sum = text.length
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    sum += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2
  }
  return sum
}

const shown = (key: Key): string => `item ${JSON.stringify(key.pk)} ${JSON.stringify(key.sk)}`

/** What is wrong with a key. undefined: nothing. */
const keyFault = ({ pk, sk }: Key): string | undefined => {
  if (pk === '' || sk === '') return 'a key must not be empty'
  // Ill-formed text would be stored as U+FFFD, so two keys could become one.
  if (!pk.isWellFormed() || !sk.isWellFormed()) return 'a key must be well-formed Unicode'
  if (bytes(pk) > MAX_PK_BYTES) return `pk is longer than ${MAX_PK_BYTES} bytes`
  if (bytes(sk) > MAX_SK_BYTES) return `sk is longer than ${MAX_SK_BYTES} bytes`
  return undefined
}

const hasNonFinite = (value: JsonValue): boolean => {
  if (typeof value === 'number') return !Number.isFinite(value)
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some(hasNonFinite)
}

/** The longest key of a shard. */
const SHARD_BYTES = 10

const itemBytes = ({ pk, sk, index: { list, due } = {} }: NewItem, json: readonly string[]): number =>
  [pk, sk, list?.pk ?? '', list?.sk ?? '', due?.sk ?? '', ...json].reduce(
    (sum, text) => sum + bytes(text),
    due === undefined ? 0 : SHARD_BYTES,
  )

/** The JSON of a put. The summaries that are maps of their own. */
export interface PutJson {
  readonly body: string
  readonly list?: string
  readonly due?: string
}

/** A write within the limits. `json`: of a put. */
export interface CheckedWrite {
  readonly write: Write
  readonly key: Key
  readonly json?: PutJson
}

/** What the list shows of an item, if it is not the body. */
export const listSummary = ({ index }: NewItem): JsonObject | undefined => {
  const summary = index?.list?.summary
  return summary === 'body' ? undefined : summary
}

const jsonOf = (put: NewItem): PutJson => {
  const list = listSummary(put)
  const due = put.index?.due?.summary
  return {
    body: JSON.stringify(put.body),
    ...(list && { list: JSON.stringify(list) }),
    ...(due && { due: JSON.stringify(due) }),
  }
}

/** Checks writes as every adapter of the Store does. @throws WriteRefused */
export const checkWrites = (writes: readonly Write[]): CheckedWrite[] => {
  if (writes.length === 0) throw new WriteRefused('a transaction needs at least one write')
  if (writes.length > MAX_WRITES)
    throw new WriteRefused(`${writes.length} writes in one transaction, at most ${MAX_WRITES} are allowed`)
  const seen = new Set<string>()
  let total = 0
  return writes.map((write) => {
    const key = 'put' in write ? write.put : write.check
    const refuse = (fault: string) => new WriteRefused(`${shown(key)}: ${fault}`)
    const fault = keyFault(key)
    if (fault !== undefined) throw refuse(fault)
    const identity = `${key.pk.length} ${key.pk} ${key.sk}`
    if (seen.has(identity)) throw refuse('written twice in one transaction')
    seen.add(identity)
    if ('check' in write) return { write, key }
    const { list, due } = write.put.index ?? {}
    for (const index of [list, due && { pk: dueShard(0), sk: due.sk }]) {
      const indexFault = index === undefined ? undefined : keyFault(index)
      if (indexFault !== undefined) throw refuse(`in its index, ${indexFault}`)
    }
    const json = jsonOf(write.put)
    const parts = [write.put.body, listSummary(write.put), due?.summary]
    if (parts.some((part) => part !== undefined && hasNonFinite(part)))
      throw refuse('it holds a number that is not finite')
    const size = itemBytes(write.put, Object.values(json))
    if (size > MAX_ITEM_BYTES) throw refuse(`${size} bytes, an item may have ${MAX_ITEM_BYTES}`)
    total += size
    if (total > MAX_TRANSACTION_BYTES)
      throw refuse(`with it the transaction exceeds ${MAX_TRANSACTION_BYTES} bytes`)
    return { write, key, json }
  })
}

/** @throws QueryRefused */
export const checkKey = (key: Key): void => {
  const fault = keyFault(key)
  if (fault !== undefined) throw new QueryRefused(`${shown(key)}: ${fault}`)
}
