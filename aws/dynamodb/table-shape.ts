/** The shape of the table, for the adapter and for creating it. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /**
   * Each index orders its items by keys of its own. Besides them it holds the table's keys and these attributes. A change
   * of them replaces the index.
   */
  indexes: {
    list: { partitionKey: 'list_pk', sortKey: 'list_sk', shows: ['summary', 'expires'] },
    due: { partitionKey: 'due_pk', sortKey: 'due_sk', shows: ['due', 'expires'] },
  },
  /** Seconds since 1970, rounded up: DynamoDB deletes later than that by itself. */
  timeToLive: 'expires_at',
} as const
