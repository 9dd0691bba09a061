import { DECIDER_VERSION } from '../../core/aggregate/decider-version.ts'
import { Community } from '../../core/community/community.ts'
import {
  type CommunityId,
  type GridId,
  HouseholdId,
  IsolationId,
  MatterId,
  PersonId,
  SlotId,
  StaffId,
} from '../../core/ids.ts'
import { dayZeroOf, releaseFrom, slotsOf } from '../../core/isolation/calendar.ts'
import { LedgerEntry } from '../../core/isolation/events.ts'
import type { Isolation, Slot } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { Person } from '../../core/person/person.ts'
import { Category } from '../../core/person/registration.ts'
import type { NewItem, Store, Write } from '../../core/ports/store.ts'
import { defaultRuleBook as book } from '../../core/rule-book/default-rule-book.ts'
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { isolationItem } from '../../record/isolation-item.ts'
import { ledgerItem } from '../../record/isolation-repository.ts'
import { personKey } from '../../record/keys.ts'
import { matterItem } from '../../record/matter-repository.ts'
import { storedPerson } from '../../record/person-repository.ts'

/** A district on a busy day, generated without running it: the same draws give the same people. */

const ZONE = 'Asia/Shanghai'
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '周', '吴']
const SYLLABLES = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '涛', '明']

/** Draws between 0 and 1. */
export type Draw = () => number

export const aCommunity = (model: Community, id: string, grids: number): Community =>
  Community.parse({
    ...model,
    id,
    name: id,
    grids: Array.from({ length: grids }, (_, index) => ({
      id: `grid-${index + 1}`,
      name: `第${index + 1}网格`,
      worker: { id: `worker-${index + 1}`, name: `网格员${index + 1}`, phone: '+8613900000001' },
    })),
  })

interface Place {
  readonly community: CommunityId
  readonly grid: GridId
  readonly number: number
  /** Drawn, unless given. */
  readonly category?: Category
}

const pick = <Value>(values: readonly Value[], draw: Draw, otherwise: Value): Value =>
  values[Math.floor(draw() * values.length)] ?? otherwise

const slotAt = (draw: Draw, opensAt: Instant, closesAt: Instant, now: Instant, matter: MatterId): Slot => {
  const luck = draw()
  if (now < closesAt && luck < 0.25)
    return { state: 'asked', attempt: now < plus(opensAt, HOUR) ? 0 : 1, at: opensAt }
  if (luck < 0.95 || now < closesAt)
    return { state: 'reported', at: plus(opensAt, MINUTE), tenths: 360 + Math.floor(draw() * 9), symptoms: 0 }
  return luck < 0.98
    ? { state: 'late', at: plus(closesAt, HOUR), tenths: 365, symptoms: 0 }
    : { state: 'missed', at: closesAt, matter }
}

const isolationOf = ({ community, grid, number, ...given }: Place, now: Instant, draw: Draw): Isolation => {
  const id = IsolationId.parse(
    `iso-${community.slice(-6).replace(/[^a-z0-9]/g, '')}${String(number).padStart(8, '0')}`,
  )
  const isOver = draw() < 0.3
  const arrivedAt = plus(now, -(isOver ? 16 + draw() * 60 : draw() * 14.5) * DAY)
  const category = pick(Category.options, draw, 'elsewhere')
  const fixed = {
    id,
    person: PersonId.parse(id.replace('iso-', 'person-')),
    household: HouseholdId.parse(id.replace('iso-', 'household-')),
    community,
    grid,
    ruleBook: book.version,
    category: given.category ?? (draw() < 0.5 ? 'elsewhere' : category),
    flags: {
      livesAlone: draw() < 0.1,
      over70: draw() < 0.1,
      child: draw() < 0.1,
      chronic: draw() < 0.05,
      pregnant: draw() < 0.01,
    },
    language: 'zh-CN',
    contact: { by: 'sms' },
    zone: ZONE,
    arrivedAt,
    registeredAt: plus(arrivedAt, HOUR),
    dayZero: dayZeroOf(arrivedAt, undefined, ZONE),
    lastDay: book.days,
    spreadSeconds: Math.floor(draw() * book.slots.spreadMinutes * 60),
    generation: 1,
    welcomed: true,
    holds: 0,
  } as const
  const slots: Record<string, Slot> = {}
  let next: ReturnType<typeof slotsOf>[number] | undefined
  for (const slot of slotsOf(fixed, book)) {
    if (slot.opensAt > now) next ??= slot
    else
      slots[slot.id] = slotAt(
        draw,
        slot.opensAt,
        slot.closesAt,
        now,
        MatterId.parse(`${id}-${slot.id}-silence`),
      )
  }
  const base = { ...fixed, slots, matters: {}, entries: 4 + 2 * Object.keys(slots).length }
  if (isOver)
    return draw() < 0.1
      ? { ...base, status: { name: 'ended', reason: 'left_with_permission', at: plus(arrivedAt, 9 * DAY) } }
      : {
          ...base,
          status: {
            name: 'released',
            at: plus(arrivedAt, 15 * DAY),
            approvedBy: 'staff:administrator',
            notice: '20200220',
          },
        }
  if (next !== undefined)
    return {
      ...base,
      status: { name: 'following' },
      awaiting: { for: 'slot', slot: next.id, at: next.opensAt },
    }
  const releaseAt = releaseFrom(fixed, book)
  return {
    ...base,
    status: { name: 'approved', by: 'staff:administrator', at: now, releaseAt },
    awaiting: { for: 'release', at: releaseAt },
  }
}

const personOf = ({ person, household, grid, id }: Isolation, draw: Draw): Person =>
  Person.parse({
    id: person,
    household,
    name: `样例·${pick(SURNAMES, draw, '王')}${pick(SYLLABLES, draw, '明')}${pick(SYLLABLES, draw, '')}`,
    phone: `+86138${id.slice(-8)}`,
    language: 'zh-CN',
    address: {
      grid,
      building: String(1 + Math.floor(draw() * 30)),
      unit: String(1 + Math.floor(draw() * 4)),
      room: String(101 + Math.floor(draw() * 1500)),
    },
  })

const ledgerToday = (isolation: Isolation, now: Instant): LedgerEntry[] => {
  const today = localDate(now, ZONE)
  const { id, community, grid, ruleBook, slots, entries } = isolation
  return Object.entries(slots).flatMap(([slot, state]) => {
    if (!('at' in state) || localDate(state.at, ZONE) !== today || state.at > now) return []
    const entry = { isolation: id, at: state.at, community, grid, ruleBook, decider: DECIDER_VERSION }
    const asked = {
      ...entry,
      entry: entries - 1,
      by: 'workflow',
      event: { type: 'asked', slot, attempt: 0, by: 'sms' },
    }
    if (state.state !== 'reported') return [LedgerEntry.parse({ ...asked, entry: entries })]
    const reported = {
      type: 'reported',
      slot,
      timing: 'on_time',
      tenths: 365,
      symptoms: [],
      source: 'sms',
      judged: 'normal',
    }
    return [
      LedgerEntry.parse(asked),
      LedgerEntry.parse({ ...entry, entry: entries, by: 'resident', event: reported }),
    ]
  })
}

/** Of the slots that were missed: the older matters are settled, some after somebody was at the door. */
const mattersOf = (isolation: Isolation, now: Instant, draw: Draw): Matter[] =>
  Object.entries(isolation.slots).flatMap(([slot, state]): Matter[] => {
    if (state.state !== 'missed') return []
    const open = plus(state.at, 16 * HOUR) > now && isolation.awaiting !== undefined
    const { id, community, grid, ruleBook } = isolation
    const owner = { role: 'grid_worker', staff: StaffId.parse('worker-1') } as const
    const dueAt = plus(state.at, 2 * HOUR)
    // In three of ten the worker's two hours were over before.
    const doorAt = plus(state.at, (10 + draw() * 160) * MINUTE)
    return [
      {
        id: state.matter,
        isolation: id,
        community,
        grid,
        kind: 'silence',
        slot: SlotId.parse(slot),
        code: '4821',
        ruleBook,
        ladder: book.ladders.silence,
        openedAt: state.at,
        generation: 1,
        absenceConfirmed: false,
        ...(open ? {} : { doorAt }),
        ...(!open && doorAt > dueAt ? { beyondAt: dueAt } : {}),
        state: open
          ? {
              name: 'open',
              at: 0,
              round: 0,
              rung: 'grid_worker',
              owners: [owner],
              told: [owner],
              since: state.at,
              dueAt,
              acknowledged: [],
            }
          : { name: 'settled', outcome: 'reached', by: 'staff:worker-1', at: doorAt },
      },
    ]
  })

/** All items of one returnee, as a real run would leave them; only today's entries of the ledger. */
export const itemsOf = (place: Place, now: Instant, draw: Draw): NewItem[] => {
  const isolation = isolationOf(place, now, draw)
  const matters = mattersOf(isolation, now, draw)
  const open = matters.filter(({ state }) => state.name === 'open')
  const withMatters = {
    ...isolation,
    matters: Object.fromEntries(open.map(({ id, kind, slot }) => [id, { kind, slot }])),
  }
  return [
    isolationItem(withMatters, undefined),
    { ...personKey(isolation.person), body: storedPerson.body(personOf(isolation, draw)) },
    ...ledgerToday(isolation, now).map((entry) => ledgerItem(entry, ZONE)),
    ...matters.map((matter) => matterItem(matter)),
  ]
}

/** Puts new items into a store, as many in one transaction as there may be. */
export const putAll = async (store: Store, items: readonly NewItem[]): Promise<void> => {
  for (let start = 0; start < items.length; start += 100)
    await store.transact(items.slice(start, start + 100).map((put): Write => ({ put, expect: 'absent' })))
}
