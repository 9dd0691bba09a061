import * as z from 'zod/mini'
import type { HouseholdEntry } from '../../core/household/events.ts'
import { HouseholdId, IsolationId, type MatterId } from '../../core/ids.ts'
import { IsolationEvent, LedgerEntry } from '../../core/isolation/events.ts'
import type { Contact } from '../../core/isolation/isolation.ts'
import { ShownContact, withoutCode } from './contact-view.ts'

type Shown<Any> = Any extends { readonly contact: Contact }
  ? Omit<Any, 'contact'> & { contact: ShownContact }
  : Any

/** An event without the codes that it names. */
export type ShownEvent = Shown<IsolationEvent>

/** A line of the ledger as shown, without codes: whoever may use one finds it on the matter or the isolation. */
export type ShownEntry = Omit<LedgerEntry, 'event' | 'isolation'> & {
  isolation?: IsolationId | undefined
  /** Of the ledger of a home. */
  household?: HouseholdId | undefined
  event: ShownEvent
}

const ShownEvent: z.ZodMiniType<ShownEvent> = z.union(
  IsolationEvent.def.options.map((option) =>
    'contact' in option.shape ? z.extend(option, { contact: ShownContact }) : option,
  ),
)

export const ShownEntry: z.ZodMiniType<ShownEntry> = z.extend(LedgerEntry, {
  isolation: z.optional(IsolationId),
  household: z.optional(HouseholdId),
  event: ShownEvent,
})

/** An event as it leaves the record. */
export const shownEvent = (event: IsolationEvent): ShownEvent =>
  event.type === 'registered' || event.type === 'contact_changed'
    ? { ...event, contact: withoutCode(event.contact) }
    : event

export const shownEntry = (entry: LedgerEntry): ShownEntry => ({
  ...entry,
  event: shownEvent(entry.event),
})

/** Of the ledger of a home, what happened to this matter. */
export const entriesOfMatter = (ledger: readonly HouseholdEntry[], id: MatterId): ShownEntry[] =>
  ledger.flatMap(({ event, ...entry }) =>
    'matter' in event && event.matter === id ? [{ ...entry, event }] : [],
  )
