import type { SlotId } from '../../../core/ids.ts'
import { slotName } from '../../../core/isolation/calendar.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { LocalDate } from '../../../core/time/local-time.ts'

/** The name of a ledger entry's slot. Its number is by the calendar of that time. */
export const namesIn = (ledger: readonly LedgerEntry[]): ((entry: LedgerEntry, slot: SlotId) => SlotId) => {
  const zeros: { readonly from: number; readonly dayZero: LocalDate }[] = []
  for (const { entry, event } of ledger) {
    if (event.type === 'registered') zeros.push({ from: entry, dayZero: event.dayZero })
    if (event.type === 'corrected' && event.calendar !== undefined)
      zeros.push({ from: entry, dayZero: event.calendar.dayZero })
  }
  const namedFrom = zeros[0]?.dayZero
  return ({ entry }, slot) => {
    const dayZero = zeros.findLast(({ from }) => from <= entry)?.dayZero
    return dayZero === undefined ? slot : slotName({ dayZero, namedFrom }, slot)
  }
}
