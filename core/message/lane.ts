/** The lanes by which recorded messages leave, the fastest first. Each has its own share of the provider's rate. */
export const lanes = ['urgent', 'routine'] as const
export type Lane = (typeof lanes)[number]

/** Something for each lane. */
export type ByLane<Value> = Readonly<Record<Lane, Value>>

export const byLane = <Value>(of: (lane: Lane) => Value): ByLane<Value> => ({
  urgent: of('urgent'),
  routine: of('routine'),
})
