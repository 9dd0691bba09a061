import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../core/ports/store.ts'
import { itemOf } from './dynamo-item.ts'

/** The new image of a record of the table's stream. The types of the SDK name one more kind of value than the events'. */
type Image = Parameters<typeof unmarshall>[0]

export interface StreamRecord {
  readonly dynamodb?: { readonly NewImage?: Image }
}

/** The items that were written, in the order of the stream. A deletion has none. @throws ForeignItem */
export const streamedItems = (records: readonly StreamRecord[]): Item[] =>
  records.flatMap(({ dynamodb }) =>
    dynamodb?.NewImage === undefined ? [] : [itemOf(unmarshall(dynamodb.NewImage))],
  )
