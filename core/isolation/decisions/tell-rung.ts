import {
  messageToOwner as messageTo,
  type OfSubject,
  type Telling,
  tellRung as tell,
} from '../../escalation/tell-rung.ts'
import type { Matter, Owner } from '../../matter/matter.ts'
import type { Message } from '../../message/message.ts'
import type { DecisionReason } from '../../texts/templates.ts'
import { type SlotTimes, slotsOf, timesOf } from '../calendar.ts'
import type { Loaded } from '../decision.ts'

const label = ({ date, half }: SlotTimes) => ({ date, half })

/** For a matter that the office decides. */
const reasonFor = ({ isolation, book }: Loaded): DecisionReason => {
  if (isolation.holds > 0) return 'held_before'
  return slotsOf(isolation, book).length === 0 ? 'registered_late' : 'not_clear'
}

/** Measured by the worker: no message to them can have failed. */
const isMeasured = ({ isolation: { contact } }: Loaded): boolean =>
  contact.by === 'worker' && contact.why !== 'unreachable'

const ofIsolation = (loaded: Loaded, { slot, kind, household }: Matter): OfSubject => ({
  ...(slot === undefined ? {} : { slot: label(timesOf(loaded.isolation, loaded.book, slot)) }),
  ...(household === undefined ? {} : { because: 'household_confirmed' as const }),
  ...(kind === 'decision' ? { because: reasonFor(loaded) } : {}),
  ...(kind === 'unreachable' && slot !== undefined && isMeasured(loaded) ? { byWorker: true } : {}),
})

const at = ({ isolation: { zone }, now }: Loaded) => ({ zone, now })

/** What an owner of the present rung is told. undefined: no rung has been reached, or it is settled. */
export const messageToOwner = (
  loaded: Loaded,
  matter: Matter,
  owner: Owner,
  key: string,
): Message | undefined => messageTo(at(loaded), matter, owner, key, ofIsolation(loaded, matter))

/** Tells everyone who owns this rung: see core/escalation/tell-rung.ts. */
export const tellRung = (
  loaded: Loaded,
  matter: Matter,
  telling: Telling,
  told: readonly Message[],
): ReturnType<typeof tell> => tell(at(loaded), matter, telling, told, ofIsolation(loaded, matter))
