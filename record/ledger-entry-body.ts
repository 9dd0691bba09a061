import type { HouseholdEntry, HouseholdEvent } from '../core/household/events.ts'
import type { IsolationEvent, LedgerEntry } from '../core/isolation/events.ts'
import type { NewItem } from '../core/ports/store.ts'
import { type Changes, closedBody } from './shape.ts'

/** Each type of event has versions of its own, so that a change of one refuses no entry of another. */
export const changesOf: Readonly<Partial<Record<IsolationEvent['type'], Changes>>> = {}
export const householdChangesOf: Readonly<Partial<Record<HouseholdEvent['type'], Changes>>> = {}

/** Apart from the readers: most functions write entries and read none, and need no schema of all events. */
export const entryBody = (entry: LedgerEntry): NewItem['body'] =>
  closedBody(changesOf[entry.event.type] ?? {})(entry)

export const householdEntryBody = (entry: HouseholdEntry): NewItem['body'] =>
  closedBody(householdChangesOf[entry.event.type] ?? {})(entry)
