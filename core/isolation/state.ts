import { LedgerGap } from '../aggregate/ledger-gap.ts'
import { type MatterId, SlotId } from '../ids.ts'
import { NewerShape } from '../newer-shape.ts'
import type { Instant } from '../time/instant.ts'
import type { LocalDate } from '../time/local-time.ts'
import { slotName, slotNamed } from './calendar.ts'
import type { IsolationEvent, LedgerEntry } from './events.ts'
import type { Contact, Isolation, Slot } from './isolation.ts'
import { type Kind, withOneMoreUnclear } from './unclear-replies.ts'

type Registered = Extract<IsolationEvent, { type: 'registered' }>

const begin = (entry: LedgerEntry, registered: Registered): Isolation => {
  const { type: _, ...facts } = registered
  return {
    ...facts,
    id: entry.isolation,
    community: entry.community,
    grid: entry.grid,
    ruleBook: entry.ruleBook,
    registeredAt: entry.at,
    entries: 1,
    generation: 1,
    welcomed: false,
    status: { name: 'following' },
    slots: {},
    matters: {},
    holds: 0,
  }
}

const withSlot = (isolation: Isolation, id: SlotId, slot: Slot): Isolation => ({
  ...isolation,
  slots: { ...isolation.slots, [id]: slot },
})

const withoutMatter = (isolation: Isolation, matter: MatterId): Isolation => {
  const { [matter]: _, ...matters } = isolation.matters
  if (isolation.measureAgain?.matter !== matter) return { ...isolation, matters }
  const { measureAgain: __, ...rest } = isolation
  return { ...rest, matters }
}

/** A reading or a decision closes the open question. */
const answered = ({ toConfirm: _, unclearReplies: __, ...isolation }: Isolation): Isolation => isolation

/** Any phone the returnee had is not, or no longer, theirs. */
const isWithoutPhone = (contact: Contact): boolean =>
  contact.by === 'worker' && contact.why !== 'opted_out' && contact.why !== 'unreachable'

const countUnclear = (isolation: Isolation, kind: Kind, at: Instant): Isolation => ({
  ...isolation,
  unclearReplies: withOneMoreUnclear(isolation, kind, at),
})

const reported = (
  isolation: Isolation,
  at: Instant,
  report: Extract<IsolationEvent, { type: 'reported' }>,
): Isolation => {
  const { measureAgain, ...rest } = answered(isolation)
  // A reading counts as the second measurement, whenever it comes.
  const next = report.tenths === undefined && measureAgain !== undefined ? { ...rest, measureAgain } : rest
  const withFever = {
    ...next,
    ...(report.judged === 'normal' ? {} : { lastFeverAt: at }),
    ...(report.judged === 'orange' ? { lastOrangeAt: at } : {}),
  }
  if (report.slot === undefined || report.timing === 'extra') return withFever
  return withSlot(withFever, report.slot, {
    state: report.timing === 'late' ? 'late' : 'reported',
    at,
    symptoms: report.symptoms.length,
    ...(report.tenths === undefined ? {} : { tenths: report.tenths }),
  })
}

type Slots = Isolation['slots']

/** Every slot keeps its half-day and gets a new number; slots before day 1 are set aside. */
const moved = (isolation: Isolation, dayZero: LocalDate): Isolation => {
  const namedFrom = isolation.namedFrom ?? isolation.dayZero
  const { namedFrom: _, slotsBefore, ...rest } = isolation
  const after = { ...rest, dayZero, ...(namedFrom === dayZero ? {} : { namedFrom }) }
  const named = Object.entries(isolation.slots).map(
    ([id, slot]) => [slotName(isolation, SlotId.parse(id)), slot] as const,
  )
  const slots: Slots = {}
  const before: Slots = {}
  for (const [id, slot] of [...Object.entries(slotsBefore ?? {}), ...named]) {
    const name = SlotId.parse(id)
    const now = slotNamed(after, name)
    if (now === undefined) before[name] = slot
    else slots[now] = slot
  }
  const matters = Object.fromEntries(
    Object.entries(isolation.matters).map(([id, { kind, slot }]) => {
      const now = slot === undefined ? undefined : slotNamed(after, slotName(isolation, slot))
      return [id, now === undefined ? { kind } : { kind, slot: now }]
    }),
  )
  return { ...after, slots, matters, ...(Object.keys(before).length === 0 ? {} : { slotsBefore: before }) }
}

type Corrected = Extract<IsolationEvent, { type: 'corrected' }>

const corrected = (isolation: Isolation, { to, calendar, home }: Corrected): Isolation => {
  const { lastExposure: before, origin: knownOrigin, ...rest } = isolation
  const lastExposure = to.lastExposure === undefined ? before : (to.lastExposure ?? undefined)
  const origin = to.origin === undefined ? knownOrigin : (to.origin ?? undefined)
  const next: Isolation = {
    ...rest,
    ...(origin === undefined ? {} : { origin }),
    ...(lastExposure === undefined ? {} : { lastExposure }),
    category: to.category ?? rest.category,
    flags: to.flags ?? rest.flags,
    language: to.language ?? rest.language,
    arrivedAt: to.arrivedAt ?? rest.arrivedAt,
    grid: home?.grid ?? rest.grid,
    household: home?.household ?? rest.household,
  }
  if (calendar === undefined) return next
  const { dayZero, lastDay, holds } = calendar
  return { ...moved(next, dayZero), lastDay, holds }
}

const happen = (isolation: Isolation, { at, by, event }: LedgerEntry): Isolation => {
  switch (event.type) {
    case 'registered':
      throw new LedgerGap(`${isolation.id} is registered a second time`)
    case 'welcomed':
      return { ...isolation, welcomed: true }
    case 'asked': {
      // An unanswered question ends with its slot.
      const { unclearReplies: _, toConfirm: __, ...fresh } = isolation
      const next = event.attempt === 0 ? fresh : isolation
      return withSlot(next, event.slot, { state: 'asked', attempt: event.attempt, at })
    }
    case 'reported':
      return reported(isolation, at, event)
    case 'asked_to_confirm':
      return {
        ...countUnclear(isolation, 'to_confirm', at),
        toConfirm: { tenths: event.tenths, symptoms: event.symptoms, at },
      }
    case 'reply_not_understood': {
      const { toConfirm: _, ...rest } = isolation
      return countUnclear(rest, 'not_understood', at)
    }
    case 'missed': {
      const { toConfirm: _, ...rest } = isolation
      const { slot, matter, prompt } = event
      return withSlot(rest, slot, {
        state: 'missed',
        at,
        matter,
        ...(prompt === undefined ? {} : { prompt }),
      })
    }
    case 'delivery_known': {
      const slot = isolation.slots[event.slot]
      return slot?.state === 'missed'
        ? withSlot(isolation, event.slot, { ...slot, prompt: event.prompt })
        : isolation
    }
    case 'excused':
      return event.slots.reduce(
        (next, slot) =>
          withSlot(next, slot, {
            state: 'excused',
            ...(event.notAsked === undefined ? {} : { notAsked: event.notAsked }),
          }),
        isolation,
      )
    case 'referred': {
      const { measureAgain: _, ...rest } = isolation
      return {
        ...rest,
        status: {
          name: 'referred',
          since: at,
          matter: event.matter,
          severity: event.severity,
          ...(event.measureAgainAt === undefined ? {} : { measureAgainAt: event.measureAgainAt }),
        },
      }
    }
    case 'to_measure_again':
      return { ...isolation, measureAgain: { matter: event.matter, at: event.at } }
    case 'asked_to_measure_again': {
      const { measureAgain: __, ...asked } = isolation
      if (asked.status.name !== 'referred') return asked
      const { measureAgainAt: _, ...status } = asked.status
      return { ...asked, status }
    }
    case 'reopened':
    case 'back_to_following':
      return { ...isolation, status: { name: 'following' } }
    case 'proposed_for_release':
    case 'handed_to_office':
      return { ...isolation, status: { name: 'under_review', since: at, matter: event.matter } }
    case 'held':
      return {
        ...isolation,
        status: { name: 'following' },
        lastDay: event.lastDay,
        holds: isolation.holds + 1,
      }
    case 'approved':
      return { ...isolation, status: { name: 'approved', by, at, releaseAt: event.releaseAt } }
    case 'released':
      return {
        ...isolation,
        status: { name: 'released', at, approvedBy: event.approvedBy, notice: event.notice },
      }
    case 'ended':
      return {
        ...isolation,
        status: {
          name: 'ended',
          reason: event.reason,
          at,
          ...(event.kept === undefined ? {} : { kept: event.kept }),
        },
      }
    case 'merged':
      return { ...isolation, merged: [...(isolation.merged ?? []), event.isolation] }
    case 'corrected':
      return corrected(isolation, event)
    case 'release_withdrawn':
      return { ...isolation, status: { name: 'following' } }
    case 'contact_changed': {
      const { numberAsked: _, ...rest } = isolation
      const { contact } = event
      return { ...rest, contact, ...(isWithoutPhone(contact) ? { phoneSince: at } : {}) }
    }
    case 'became_close_contact':
      return { ...isolation, closeContactOf: { isolation: event.isolation, since: at } }
    case 'no_close_contact': {
      const { closeContactOf: _, ...rest } = isolation
      return rest
    }
    case 'number_asked':
      return { ...isolation, numberAsked: { at, times: event.times } }
    case 'restarted':
      return { ...isolation, generation: event.generation }
    case 'matter_opened':
      return {
        ...isolation,
        matters: {
          ...isolation.matters,
          [event.matter]: {
            kind: event.kind,
            ...(event.slot === undefined ? {} : { slot: event.slot }),
          },
        },
      }
    case 'matter_settled':
      return withoutMatter(isolation, event.matter)
    case 'waiting_again':
    case 'waiting_for_person':
    case 'message_received':
    case 'words_kept':
    case 'message_not_delivered':
    case 'matter_raised':
    case 'matter_climbed':
    case 'matter_waits_for_day':
    case 'rung_told':
    case 'ladder_restarted':
    case 'matter_answered':
    case 'answer_awaits_confirmation':
    case 'answer_echoed_again':
    case 'answer_not_confirmed':
      return isolation
    default:
      return refused(event, isolation)
  }
}

/** Every type above is handled, so this one has come from a newer release: leaving it out would lose what it says. */
const refused = (event: never, { id, entries }: Isolation): never => {
  const type: unknown = Reflect.get(event, 'type')
  throw new NewerShape(`entry ${entries + 1} of ${id} is of type ${type}: a newer release folds it`)
}

/** Written by a person: an automatic reply shows nothing of the phone's owner. */
const isWritten = ({ by, event }: LedgerEntry): boolean =>
  by === 'resident' && !(event.type === 'message_received' && event.meaning === 'ignore')

/**
 * Applies one ledger entry to an isolation. The stored isolation is always this fold over its ledger.
 * @throws LedgerGap when the entry is not the next one
 * @throws NewerShape when its event is of a type that this release does not know
 */
export const evolve = (isolation: Isolation | undefined, entry: LedgerEntry): Isolation => {
  if (isolation === undefined) {
    if (entry.event.type !== 'registered' || entry.entry !== 1)
      throw new LedgerGap(`the ledger of ${entry.isolation} does not begin with its registration`)
    const begun = begin(entry, entry.event)
    return entry.awaiting == null ? begun : { ...begun, awaiting: entry.awaiting }
  }
  if (entry.isolation !== isolation.id || entry.entry !== isolation.entries + 1)
    throw new LedgerGap(
      `entry ${entry.entry} of ${entry.isolation} cannot follow entry ${isolation.entries} of ${isolation.id}`,
    )
  const next: Isolation = {
    ...happen(isolation, entry),
    ...(isWritten(entry) ? { wroteAt: entry.at } : {}),
    entries: entry.entry,
  }
  if (entry.awaiting === undefined) return next
  const { awaiting: _, ...rest } = next
  return entry.awaiting === null ? rest : { ...rest, awaiting: entry.awaiting }
}

/** Folds a whole ledger. @throws LedgerGap */
export const replay = (entries: readonly LedgerEntry[]): Isolation | undefined =>
  entries.reduce<Isolation | undefined>(evolve, undefined)
