import { subjectIn } from '../aggregate/subject.ts'
import type { HouseholdEntry, HouseholdEvent } from '../household/events.ts'
import type { IsolationEvent, LedgerEntry } from '../isolation/events.ts'
import type { PublishedEvent } from './published-event.ts'

type FromEntry = 'id' | 'at' | 'community' | 'grid' | 'isolation' | 'entry'
type OfMatter = Extract<PublishedEvent, { readonly type: `matter.${string}` }>
type WithoutEntry<One> = One extends PublishedEvent ? Omit<One, FromEntry> : never

/** What is published of an event, besides what its entry says. */
type Said = WithoutEntry<Exclude<PublishedEvent, OfMatter>>
type SaidOfMatter = WithoutEntry<OfMatter>

const saidOfIsolation = (event: IsolationEvent): Said | undefined => {
  switch (event.type) {
    case 'registered': {
      const { person, household } = event
      return { type: 'isolation.registered', version: 1, person, household }
    }
    case 'corrected':
      return event.home && { type: 'isolation.moved', version: 1, to: event.home }
    case 'released':
      return { type: 'isolation.released', version: 1 }
    case 'ended':
      return { type: 'isolation.ended', version: 1, ...(event.kept && { kept: event.kept }) }
    case 'reopened':
      return { type: 'isolation.reopened', version: 1 }
    case 'asked':
      return { type: 'slot.asked', version: 1, slot: event.slot }
    case 'reported':
      return {
        type: 'slot.reported',
        version: 1,
        timing: event.timing,
        ...(event.slot && { slot: event.slot }),
      }
    case 'missed':
      return { type: 'slot.missed', version: 1, slot: event.slot, matter: event.matter }
    case 'excused':
      return { type: 'slot.excused', version: 1, slots: event.slots }
    default:
      return undefined
  }
}

const saidOfMatter = (event: IsolationEvent | HouseholdEvent): SaidOfMatter | undefined => {
  switch (event.type) {
    case 'matter_opened': {
      const { matter, kind, slot } = event
      return { type: 'matter.opened', version: 1, matter, kind, ...(slot && { slot }) }
    }
    case 'matter_climbed': {
      const { matter, rung, dueAt } = event
      return { type: 'matter.climbed', version: 1, matter, rung, dueAt }
    }
    case 'matter_settled':
      return { type: 'matter.settled', version: 1, matter: event.matter }
    default:
      return undefined
  }
}

/** The events of the ledger that are published; of `corrected`, only those with a new home. */
export const publishedEvents = [
  'registered',
  'corrected',
  'released',
  'ended',
  'reopened',
  'asked',
  'reported',
  'missed',
  'excused',
  'matter_opened',
  'matter_climbed',
  'matter_settled',
] as const satisfies readonly IsolationEvent['type'][]

/**
 * What other systems are told of an entry. undefined: nothing, because it is work inside, or says how somebody is. One
 * entry never makes two events, so a batch of entries is never more events than a bus takes at once.
 */
export const publish = (line: LedgerEntry | HouseholdEntry): PublishedEvent | undefined => {
  const { entry, at, community, grid, event } = line
  const about = 'isolation' in line ? { isolation: line.isolation } : { household: line.household }
  const written = { id: `${subjectIn(about)}/${entry}`, at, community, grid, entry }
  const ofMatter = saidOfMatter(event)
  if (ofMatter !== undefined) return { ...ofMatter, ...about, ...written }
  if (!('isolation' in line)) return undefined
  const said = saidOfIsolation(line.event)
  return said && { ...said, isolation: line.isolation, ...written }
}
