import * as z from 'zod/mini'
import { type GridPart, Part } from '../core/grid-part.ts'
import { type CommunityId, GridId, StaffId, SubjectId } from '../core/ids.ts'
import { isEqual } from '../core/is-equal.ts'
import { StatusName } from '../core/isolation/status-name.ts'
import { WaitsFor } from '../core/isolation/waits-for.ts'
import { Why } from '../core/line/line.ts'
import { Category } from '../core/person/registration.ts'
import { ConditionFailed, type Item, type Key, type NewItem, type Store } from '../core/ports/store.ts'
import { MatterKind, RungName } from '../core/rule-book/rule-book.ts'
import type { Instant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { LocalDate } from '../core/time/local-time.ts'
import { figuresKey, figuresOf } from './keys.ts'
import { itemsUnder } from './paginate-query.ts'
import { closedShape, isUnreadable, type Shape } from './shape.ts'

const count = z.int().check(z.minimum(0))

/** Milliseconds since 1970: the figures are read for any later moment, and stand in long lists. */
const ms = z.number()

export const SlotCounts = z.strictObject({
  toCome: z.optional(count),
  awaiting: z.optional(count),
  reminded: z.optional(count),
  reported: z.optional(count),
  missed: z.optional(count),
  late: z.optional(count),
  excused: z.optional(count),
})
export type SlotCounts = z.infer<typeof SlotCounts>

const counted = {
  /** The lists were read from then on. */
  readAt: InstantSchema,
  /** Items that could not be read, and are not counted. */
  unread: count,
}

/** The isolations of a grid that are not released. */
export const IsolationFigures = z.strictObject({
  ...counted,
  byStatus: z.record(StatusName, count),
  openByCategory: z.record(Category, count),
  waitingFor: z.record(WaitsFor, count),
  /** Of those that wait for a report. */
  reminded: count,
  /** Of those that wait for a person: for the decision about their release. */
  underReview: count,
  /** By time zone and local date, from the day of the reading on. */
  slots: z.record(z.string(), z.record(LocalDate, SlotCounts)),
  /** From when on how many may be released: approved, and not decided yet. */
  releases: z.array(z.tuple([ms, count, count])),
  /** Until when how many wait. */
  waits: z.array(z.tuple([ms, count])),
  /** Open ones that wait for nothing. */
  waitForever: count,
  /** When the first was registered. */
  since: z.optional(ms),
})
export type IsolationFigures = z.infer<typeof IsolationFigures>

/** The released ones: there are more each week, and they change least. */
export const ReleasedFigures = z.strictObject({ ...counted, released: count, since: z.optional(ms) })
export type ReleasedFigures = z.infer<typeof ReleasedFigures>

export const OpenMatter = z.strictObject({
  subject: SubjectId,
  kind: MatterKind,
  rung: z.optional(RungName),
  toldAt: ms,
  dueAt: ms,
  owners: z.array(StaffId),
  late: z.optional(z.strictObject({ why: Why, from: ms })),
  /** When it climbed beyond its first rung. */
  beyondAt: z.optional(ms),
})
export type OpenMatter = z.infer<typeof OpenMatter>

export const MatterFigures = z.strictObject({
  ...counted,
  open: z.array(OpenMatter),
  /** Of settled ones: from when until when they were beyond their first rung. */
  stoodBeyond: z.array(z.tuple([ms, ms])),
  /** When somebody was first heard of, and after how many minutes. */
  heard: z.strictObject({ door: z.array(z.tuple([ms, count])), doctor: z.array(z.tuple([ms, count])) }),
})
export type MatterFigures = z.infer<typeof MatterFigures>

/** A count of a part has failed: the first one since the part was last counted. */
const FailedCount = z.strictObject({ since: InstantSchema })

/** What is stored of a grid. A part that was never counted, or that this release cannot read, is absent. */
export interface GridFigures {
  readonly grid: GridId
  /** Since when a part of it cannot be counted. */
  readonly failedSince?: Instant
  readonly isolations?: IsolationFigures
  readonly released?: ReleasedFigures
  readonly matters?: MatterFigures
}

const storedIsolations = closedShape('figures of isolations', IsolationFigures)
const storedReleased = closedShape('figures of released', ReleasedFigures)
const storedMatters = closedShape('figures of matters', MatterFigures)
const storedFailure = closedShape('failed count', FailedCount)

const readIfPossible = <Schema extends z.ZodMiniType>(
  shape: Shape<Schema>,
  item: Item,
): z.output<Schema> | undefined => {
  try {
    return shape.read(item)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

const partIn = (item: Item): Partial<GridFigures> & { readonly grid: GridId } => {
  const [grid = '', ...part] = item.sk.split('#')
  const of = { grid: GridId.parse(grid) }
  switch (part.join('#')) {
    case 'isolations': {
      const isolations = readIfPossible(storedIsolations, item)
      return isolations === undefined ? of : { ...of, isolations }
    }
    case 'released': {
      const released = readIfPossible(storedReleased, item)
      return released === undefined ? of : { ...of, released }
    }
    case 'matters': {
      const matters = readIfPossible(storedMatters, item)
      return matters === undefined ? of : { ...of, matters }
    }
    default:
      return of
  }
}

const failureKey = ({ community, grid, part }: GridPart): Key => figuresKey(community, grid, `${part}#failed`)

/** undefined: it was counted after the failure. */
const failedSince = (failure: Item | undefined, readAt: Instant | undefined): Instant | undefined => {
  const since = failure && readIfPossible(storedFailure, failure)?.since
  return since !== undefined && since > (readAt ?? '') ? since : undefined
}

/** The figures of all grids of a community that were ever counted. */
export const loadFigures = async (store: Store, community: CommunityId): Promise<GridFigures[]> => {
  const grids = new Map<GridId, GridFigures>()
  const items = new Map<string, Item>()
  for await (const item of itemsUnder(store, { pk: figuresOf(community) })) {
    items.set(item.sk, item)
    const part = partIn(item)
    grids.set(part.grid, { ...grids.get(part.grid), ...part })
  }
  return [...grids.values()].map((figures) => {
    const [since] = Part.options
      .map((part) => {
        const failure = items.get(failureKey({ community, grid: figures.grid, part }).sk)
        return failedSince(failure, readAtOf(figures, part))
      })
      .filter((at) => at !== undefined)
      .sort()
    return since === undefined ? figures : { ...figures, failedSince: since }
  })
}

/** Keeps that a part could not be counted now. The first failure stands until the part is counted again. */
export const saveFailure = async (store: Store, of: GridPart, now: Instant): Promise<void> => {
  const key = failureKey(of)
  const [failure, counted] = await store.getAll([key, figuresKey(of.community, of.grid, of.part)])
  const readAt = counted && readAtOf(partIn(counted), of.part)
  if (failedSince(failure, readAt) !== undefined) return
  await saveOver(store, failure, { ...key, body: storedFailure.body({ since: now }) })
}

/** A part with its figures. */
export type Figures =
  | { readonly part: 'isolations'; readonly figures: IsolationFigures }
  | { readonly part: 'released'; readonly figures: ReleasedFigures }
  | { readonly part: 'matters'; readonly figures: MatterFigures }

const bodyOf = (counted: Figures) => {
  switch (counted.part) {
    case 'isolations':
      return storedIsolations.body(counted.figures)
    case 'released':
      return storedReleased.body(counted.figures)
    case 'matters':
      return storedMatters.body(counted.figures)
  }
}

/** Somebody else who has written meanwhile knows more. */
const saveOver = async (store: Store, item: Item | undefined, put: NewItem): Promise<void> => {
  try {
    await store.transact([{ put, expect: item === undefined ? 'absent' : { version: item.version } }])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/**
 * Keeps new figures. Somebody else who has kept theirs meanwhile has read later.
 * @returns whether anything is counted otherwise than before
 */
export const saveFigures = async (
  store: Store,
  { community, grid }: GridPart,
  counted: Figures,
): Promise<boolean> => {
  const key = figuresKey(community, grid, counted.part)
  const item = await store.get(key)
  const body = bodyOf(counted)
  await saveOver(store, item, { ...key, body })
  return item === undefined || !isEqual({ ...item.body, readAt: '' }, { ...body, readAt: '' })
}

export const readAtOf = (figures: GridFigures | undefined, part: Part): Instant | undefined =>
  figures?.[part]?.readAt
