import * as z from 'zod/mini'
import { HouseholdId, IsolationId } from '../core/ids.ts'
import { Why } from '../core/line/line.ts'
import type { Item, Key, Store } from '../core/ports/store.ts'
import { type PartSeen, SweepPart } from '../core/sweep/sweep-part.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { itemsUnder } from './paginate-query.ts'
import { isUnreadable, openShape } from './shape.ts'

/** Somebody or something that is still not looked after as it should be after the sweep. */
export const Offender = z.strictObject({
  id: z.string(),
  /** Without both: a stranger in danger. */
  isolation: z.optional(IsolationId),
  household: z.optional(HouseholdId),
  why: Why,
  since: InstantSchema,
})
export type Offender = z.infer<typeof Offender>

/** What a walk has found. Of a list of executions only `looked`. */
export const Found = z.strictObject({
  looked: z.int(),
  isolations: z.int(),
  matters: z.int(),
  mended: z.int(),
  unreadable: z.int(),
  /** How many offenders there are. */
  left: z.int(),
  /** Not all of them: sweep-tally.ts. */
  offenders: z.array(Offender),
})
export type Found = z.infer<typeof Found>

/** A walk under way. */
export const Walk = z.strictObject({
  begunAt: InstantSchema,
  /** When this was noted. */
  seenAt: InstantSchema,
  /** Where to go on. Absent: at the beginning. */
  after: z.optional(z.string()),
  found: Found,
})
export type Walk = z.infer<typeof Walk>

/** How one part of the sweep stands: the walk under way, and the last one that was finished. */
export const SweepReport = z.strictObject({
  part: SweepPart,
  askedAt: InstantSchema,
  walk: z.optional(Walk),
  last: z.optional(z.strictObject({ begunAt: InstantSchema, finishedAt: InstantSchema, found: Found })),
})
export type SweepReport = z.infer<typeof SweepReport>

const storedSweepReport = openShape('sweep report', SweepReport)

const REPORTS = 'SWEEP'
const reportKey = (part: SweepPart): Key => ({ pk: REPORTS, sk: part })

/** One that cannot be read is none: the next walk replaces it. */
const readReport = (item: Item): SweepReport | undefined => {
  try {
    return storedSweepReport.read(item)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return undefined
  }
}

/** The reports of all parts that were ever asked for. */
export const sweepReports = async (store: Store): Promise<SweepReport[]> => {
  const reports: SweepReport[] = []
  for await (const item of itemsUnder(store, { pk: REPORTS })) {
    const report = readReport(item)
    if (report !== undefined) reports.push(report)
  }
  return reports
}

export interface LoadedReport {
  readonly report: SweepReport | undefined
  /** undefined: there is no item. */
  readonly version: number | undefined
}

export const loadSweepReport = async (store: Store, part: SweepPart): Promise<LoadedReport> => {
  const item = await store.get(reportKey(part))
  return item === undefined
    ? { report: undefined, version: undefined }
    : { report: readReport(item), version: item.version }
}

/** The version that it has from then on. @throws ConditionFailed when somebody else has noted something meanwhile */
export const saveSweepReport = async (
  store: Store,
  report: SweepReport,
  version: number | undefined,
): Promise<number> => {
  await store.transact([
    {
      put: { ...reportKey(report.part), body: storedSweepReport.body(report) },
      expect: version === undefined ? 'absent' : { version },
    },
  ])
  return (version ?? 0) + 1
}

export const partSeen = ({ part, askedAt, walk, last }: SweepReport): PartSeen => ({
  part,
  askedAt,
  seenAt: walk?.seenAt,
  begunAt: last?.begunAt,
  finishedAt: last?.finishedAt,
})
