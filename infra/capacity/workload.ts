/**
 * What one isolation in which nothing is wrong asks of AWS in its 14 days: 28 prompts, each answered at once, with the
 * receipts, the approval and the release. Measured on the engine of DynamoDB and the local Step Functions
 * (`npm run cost`); test/aws/cost.long.test.ts fails when it is no longer true.
 */
export const workload = {
  slots: 28,
  /** Its own and its matter's. */
  transitions: 101,
  /** Functions that the workflows call. */
  steps: 35,
  writeUnits: 1_171,
  readUnits: 1_205,
  /** Ledger entries: what the stream of the record carries to others. */
  entries: 68,
  /** Messages to the returnee and to the staff; each has a receipt. */
  sent: 37,
  /** Texts from them. */
  heard: 30,
  /** Its part of the record when it ends. */
  storedBytes: 110_000,
  /** To ask once, with the message, and to hear the answer. */
  slot: { transitions: 3, writeUnits: 36, dueWriteUnits: 6.4, tasksAnswered: 1, sent: 1, heard: 1 },
} as const

/** One isolation's part of counting the figures: decision 0043's arithmetic for a million of them in 8,000 grids. */
export const figuresShare = { readUnits: 602, writeUnits: 90, queueRequests: 120, calls: 4 } as const

/**
 * Seconds that a function runs, and its memory. Not measured on AWS yet: our processor time with room for the waits of
 * three to six calls of DynamoDB; the sender waits for the provider.
 */
export const functionSeconds = { step: 0.1, receive: 0.15, receipt: 0.05, deliver: 0.3 } as const
export const FUNCTION_GIGABYTES = 0.5
