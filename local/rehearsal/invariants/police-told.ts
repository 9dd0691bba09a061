import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Answer, Matter } from '../../../core/matter/matter.ts'
import { nextDaytime } from '../../../core/rule-book/quiet-hours.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { Check, CheckedIsolation } from './invariant.ts'
import { namesIn } from './slot-names.ts'

const invariant = 'the police hear of what was seen, of a delivered prompt, or from the office'

const SEEN: readonly Answer[] = ['not_at_home', 'refuses', 'no_show']

/** Whether anybody gave one of these answers before the entry, to this matter or to any. */
const answered = (
  ledger: readonly LedgerEntry[],
  { entry }: LedgerEntry,
  answers: readonly Answer[],
  matter?: string,
): boolean =>
  ledger.some(
    (other) =>
      other.entry < entry &&
      other.event.type === 'matter_answered' &&
      (matter === undefined || other.event.matter === matter) &&
      answers.includes(other.event.answer),
  )

/** What the ledger last said about the prompt of a matter. */
const promptOf = (ledger: readonly LedgerEntry[], { entry }: LedgerEntry, matter: string) => {
  for (const { event } of ledger.slice(0, entry).toReversed())
    if ((event.type === 'missed' || event.type === 'delivery_known') && event.matter === matter)
      return event.prompt
  return undefined
}

/** Whether a text is a prompt or reminder of the newest slot that had been missed by then. */
const askedIn = (
  ledger: readonly LedgerEntry[],
  { entry: climbed }: LedgerEntry,
): ((text: InboxMessage) => boolean) => {
  const nameOf = namesIn(ledger)
  for (const entry of ledger.slice(0, climbed).toReversed()) {
    const { event } = entry
    if (event.type !== 'missed' || event.prompt === undefined) continue
    const begins = `${entry.isolation}/prompt-${nameOf(entry, event.slot)}-`
    return ({ sent }) => sent?.key.startsWith(begins) === true
  }
  return () => false
}

/** Whether the returnee's phone has written since the newest slot that had been missed by then was asked for. */
const hasWritten = (ledger: readonly LedgerEntry[], { entry: climbed }: LedgerEntry): boolean => {
  const before = ledger.slice(0, climbed)
  const missed = before.findLastIndex(({ event }) => event.type === 'missed')
  const asked = before
    .slice(0, missed)
    .findLastIndex(({ event }) => event.type === 'asked' && event.attempt === 0)
  return before
    .slice(asked + 1)
    .some(
      ({ by, event }) =>
        by === 'resident' && !(event.type === 'message_received' && event.meaning === 'ignore'),
    )
}

const fault = (
  { history: { isolation, ledger }, book, texts }: CheckedIsolation,
  climbed: LedgerEntry,
  { id, kind }: Matter,
): string | undefined => {
  if (kind === 'no_show') return answered(ledger, climbed, SEEN) ? undefined : 'nobody said so'
  if (answered(ledger, climbed, SEEN, id)) return undefined
  if (nextDaytime(climbed.at, book, isolation.zone) !== climbed.at)
    return 'it was night, and nobody had seen it'
  if (answered(ledger, climbed, ['call_the_police'], id)) return undefined
  if (kind !== 'silence') return `it is of kind ${kind}, and the office had not asked for it`
  if (promptOf(ledger, climbed, id) !== 'delivered') return 'its prompt was not known as delivered'
  if (hasWritten(ledger, climbed)) return 'something had been written since it was asked'
  const asked = askedIn(ledger, climbed)
  const delivered = texts
    .about(isolation.id)
    .some((text) => text.at <= climbed.at && text.sent?.delivery === 'delivered' && asked(text))
  return delivered ? undefined : 'no prompt of the slot had come to the phone'
}

/**
 * The police are told only after a delivered prompt, a seen absence or refusal, or the office's word; by day,
 * unless it was seen.
 */
export const policeAreToldRightly: Check = function* (checked) {
  const { ledger, matters } = checked.history
  for (const entry of ledger) {
    const { event, at } = entry
    if (event.type !== 'matter_climbed' || event.rung !== 'police_station') continue
    const matter = matters.find(({ id }) => id === event.matter)
    const why = matter === undefined ? 'it is not there' : fault(checked, entry, matter)
    if (why !== undefined) yield { invariant, what: `${event.matter} at ${at}: ${why}` }
  }
}
