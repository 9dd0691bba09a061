import { type Query, QueryRefused } from './store.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/** The limit of a query, checked as every adapter of the Store does. @throws QueryRefused */
export const checkedLimit = ({ pk, limit = DEFAULT_LIMIT }: Query): number => {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new QueryRefused(`limit is ${limit}, it must be a whole number from 1 to ${MAX_LIMIT}`)
  if (pk === '') throw new QueryRefused('pk must not be empty')
  return limit
}
