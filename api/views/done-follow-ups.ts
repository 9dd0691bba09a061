import * as z from 'zod/mini'
import type { HouseholdEntry } from '../../core/household/events.ts'
import { Actor, type CommunityId, GridId, HouseholdId, IsolationId, MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { Answer } from '../../core/matter/matter.ts'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { ledgerList } from '../../record/keys.ts'
import { readAnyEntry } from '../../record/ledger-shapes.ts'
import { ifReadable } from '../../record/readable.ts'
import { shownWhole } from '../../record/shown.ts'
import { readCursor, writeCursor } from '../http/paginate.ts'
import { FollowUpType, followUpOf, kindIn } from './follow-up-types.ts'
import { Temperature } from './temperature.ts'

export const DoneFollowUp = z.strictObject({
  at: InstantSchema,
  by: Actor,
  type: FollowUpType,
  isolation: z.optional(IsolationId).check(z.describe('Absent: it was about a home.')),
  household: z.optional(HouseholdId),
  grid: GridId,
  matter: z.optional(MatterId),
  answer: z.optional(Answer),
  temperature: z.optional(Temperature),
})
export type DoneFollowUp = z.infer<typeof DoneFollowUp>

const doneBy = (line: LedgerEntry | HouseholdEntry): DoneFollowUp | undefined => {
  const { at, by, grid, event } = line
  const about = 'isolation' in line ? { isolation: line.isolation } : { household: line.household }
  const who = { at, by, grid, ...about }
  if (event.type === 'matter_answered') {
    const { matter, answer } = event
    const kind = kindIn(matter)
    // A follow-up that was only taken is not done yet.
    if (!by.startsWith('staff:') || kind === undefined || answer === 'taken') return undefined
    const type = followUpOf(kind, answer === 'not_at_home' || answer === 'refuses')
    return type === undefined ? undefined : { ...who, type, matter, answer }
  }
  if (event.type !== 'reported' || event.source === 'sms') return undefined
  const { source, tenths } = event
  const temperature = tenths === undefined ? {} : { temperature: tenths / 10 }
  return { ...who, type: source === 'phone_call' ? 'call' : 'measurement', ...temperature }
}

interface Asked {
  readonly community: CommunityId
  readonly date: LocalDate
  readonly isShown: (grid: GridId) => boolean
  /** Names the list and its filters. */
  readonly list: string
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Most lines of a ledger are messages and reports: at most this many are read for one page, however few match. */
const MOST_LINES = 5_000

/** Follow-ups done on a day, newest first. A page may hold few and still not be the last. */
export const doneFollowUps = async (
  store: Store,
  { community, date, isShown, list, limit, cursor }: Asked,
): Promise<{ readonly done: DoneFollowUp[]; readonly cursor?: string }> => {
  const after = cursor === undefined ? undefined : readCursor(list, cursor)
  const done: DoneFollowUp[] = []
  let lines = 0
  let further: string | undefined
  let last = after
  do {
    const page = await store.queryIndex({
      pk: ledgerList(community, date),
      index: 'list',
      limit: 1000,
      descending: true,
      ...(after === undefined ? {} : { sk: { to: after } }),
      ...(further === undefined ? {} : { cursor: further }),
    })
    for (const item of page.items) {
      const key = item.index.sk
      if (key === after) continue
      if (done.length === limit || lines === MOST_LINES)
        return { done, cursor: writeCursor(list, last ?? key) }
      lines += 1
      last = key
      const entry = entryOf(item)
      const one = entry === undefined || !isShown(entry.grid) ? undefined : doneBy(entry)
      if (one !== undefined) done.push(one)
    }
    further = page.cursor
  } while (further !== undefined)
  return { done }
}

const entryOf = (item: IndexedItem): LedgerEntry | HouseholdEntry | undefined =>
  item.sk.startsWith('LEDGER#') ? ifReadable(() => readAnyEntry(shownWhole(item))) : undefined
