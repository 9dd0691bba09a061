import { type Community, staffFor } from '../../core/community/community.ts'
import type { GridId, HouseholdId, IsolationId, MatterId, SlotId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Matter, Owner } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { MatterKind, RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Instant } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import { loadRuleBook } from '../../record/community-repository.ts'
import type { IsolationSummary } from '../../record/isolation-summary.ts'
import type { MatterSummary } from '../../record/matter-summary.ts'
import { isolationsIn, openMattersIn } from '../../record/open-lists.ts'
import { type FollowUpType, followUpOf } from './follow-up-types.ts'
import { slotToday } from './slot-view.ts'

const MIDNIGHT = LocalTime.parse('00:00')

export interface Due {
  readonly type: FollowUpType
  /** Absent: it is about a home. */
  readonly isolation?: IsolationId
  readonly household?: HouseholdId
  readonly grid: GridId
  readonly matter?: MatterId
  readonly kind?: MatterKind
  readonly slot?: SlotId
  readonly owners: Owner[]
  readonly dueAt: Instant
  readonly overdue: boolean
}

const ofMatter = (matter: Matter, now: Instant): Due | undefined => {
  const { state, kind, slot } = matter
  if (state.name === 'settled' || state.rung === undefined) return undefined
  const type = followUpOf(kind, matter.absenceConfirmed)
  if (type === undefined) return undefined
  return {
    type,
    ...(matter.isolation === undefined ? {} : { isolation: matter.isolation }),
    ...(matter.household === undefined ? {} : { household: matter.household }),
    grid: matter.grid,
    matter: matter.id,
    kind,
    ...(slot === undefined ? {} : { slot }),
    owners: state.owners,
    dueAt: state.dueAt,
    overdue: state.dueAt < now,
  }
}

/** A slot of somebody without a phone: the worker measures. */
const ofSlots = (isolation: Isolation, book: RuleBook, community: Community, now: Instant): Due[] => {
  if (isolation.contact.by !== 'worker' || isolation.status.name !== 'following') return []
  const worker = staffFor(community, 'grid_worker', isolation.grid)
  return (['morning', 'evening'] as const).flatMap((half) => {
    const today = slotToday(isolation, book, half, now)
    if (today === null || (today.state !== 'asked' && today.state !== 'open')) return []
    const { id: slot, closesAt } = today.slot
    return [
      {
        type: 'measurement',
        isolation: isolation.id,
        grid: isolation.grid,
        slot,
        owners: [{ role: 'grid_worker', staff: worker.id }],
        dueAt: closesAt,
        overdue: closesAt < now,
      },
    ]
  })
}

/** All visits and calls due in these grids now, soonest due first. */
export const dueFollowUps = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  community: Community,
  grids: readonly GridId[],
): Promise<Due[]> => {
  const now = clock.now()
  const tomorrow = instantAt(addDays(localDate(now, community.zone), 1), MIDNIGHT, community.zone)
  const due: Due[] = []
  for (const grid of grids) {
    const where = { community: community.id, grid }
    const onRung = ({ open }: MatterSummary): boolean => open?.rung !== undefined
    for await (const matter of openMattersIn(store, where, { isWanted: onRung })) {
      const one = ofMatter(matter, now)
      if (one !== undefined) due.push(one)
    }
    // An isolation that waits for something tomorrow has no slots left today.
    const byWorker = (summary: IsolationSummary): boolean => summary.byWorker === true
    const which = { until: tomorrow, isWanted: byWorker }
    for await (const isolation of isolationsIn(store, where, 'following', which))
      due.push(...ofSlots(isolation, await loadRuleBook(store, isolation.ruleBook), community, now))
  }
  return due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
}
