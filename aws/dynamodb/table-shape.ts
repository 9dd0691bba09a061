/** The shape of the table, for the adapter and for creating it. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Each index orders its items by keys of its own, and holds them whole. */
  indexes: {
    list: { partitionKey: 'list_pk', sortKey: 'list_sk' },
    due: { partitionKey: 'due_pk', sortKey: 'due_sk' },
  },
  /** Seconds since 1970, rounded up: DynamoDB deletes later than that by itself. */
  timeToLive: 'expires_at',
} as const
