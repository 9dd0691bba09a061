import type { Store } from '../../core/ports/store.ts'
import { type PartSeen, type SweptParts, shardParts, sweptParts } from '../../core/sweep/sweep-part.ts'
import type { Instant } from '../../core/time/instant.ts'
import { partSeen, type SweepReport } from '../../record/sweep-report.ts'

/** How old each part of the sweep is. One that was never asked for is new, unless nothing ever was. */
export const partsSwept = (
  { dueShards }: Store,
  reports: readonly SweepReport[],
  since: Instant,
  now: Instant,
): SweptParts => {
  const seen = new Map(reports.map((report) => [report.part, partSeen(report)]))
  const askedAt = reports.length === 0 ? since : now
  const shards = shardParts(dueShards).map((part): PartSeen => seen.get(part) ?? { part, askedAt })
  for (const { part } of shards) seen.delete(part)
  return sweptParts([...shards, ...seen.values()], now)
}

/** When everybody had been looked at. null: not yet. */
export const wholeAt = ({ dueShards }: Store, reports: readonly SweepReport[]): Instant | null => {
  const ends = new Map(reports.map(({ part, last }) => [part, last?.finishedAt]))
  const known = shardParts(dueShards).map((part) => ends.get(part))
  return known.includes(undefined) ? null : (known.filter((end) => end !== undefined).sort()[0] ?? null)
}
