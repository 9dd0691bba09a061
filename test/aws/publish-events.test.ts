import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { attributesOf } from '../../aws/dynamodb/dynamo-item.ts'
import type { JsonObject } from '../../core/json.ts'
import { recorded } from '../unit/record/recorded-shapes.ts'
import { invokeLambda } from './lambdas.ts'

const variables = { STAGE: 'test', SERVICE_NAME: 'sixclear' }

/** A record of the stream, as the table's adapter has written the item. */
const streamed = (entry: number, body: JsonObject) => {
  const sk = `LEDGER#${String(entry).padStart(6, '0')}`
  const put = {
    pk: 'ISOLATION#iso-4k2m9x7q3h8w5d6e',
    sk,
    body,
    index: { list: { pk: 'LEDGER#qinghe#2020-02-10', sk: `${entry}`, summary: 'body' } },
  } as const
  const json = { body: JSON.stringify(body) }
  const image = attributesOf({ put, json, version: 1, write: 'w', dueShards: 8 })
  return { eventName: 'INSERT', dynamodb: { NewImage: marshall(image) } }
}

const missed = { ...recorded('ledger-entry/missed', 1)?.example }

describe('the function between the stream and the bus', () => {
  it('makes events of entries, in their order, and no more of them than there were entries', async () => {
    const asked = { ...recorded('ledger-entry/asked', 1)?.example }
    const quiet = { ...recorded('ledger-entry/welcomed', 1)?.example }
    const events = await invokeLambda(
      'publish-events',
      [streamed(1, asked), streamed(2, quiet), streamed(3, missed)],
      variables,
    )
    expect(events).toMatchObject([{ type: 'slot.asked' }, { type: 'slot.missed' }])
  })

  it('goes on behind an entry that only a newer release can read', async () => {
    const newer = { ...missed, v: 99 }
    const events = await invokeLambda('publish-events', [streamed(1, newer), streamed(2, missed)], variables)
    expect(events).toMatchObject([{ type: 'slot.missed' }])
  })
})
