import { limitsOf } from '../../../core/hearing/numbers/temperature-limits.ts'
import { readResident } from '../../../core/hearing/resident/read-resident.ts'
import { type Period, slotsOf } from '../../../core/isolation/calendar.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { degrees } from '../../../core/temperature.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { Check } from './invariant.ts'

const invariant = 'nothing is recorded from a stale yes'

/** The slot at an instant, or the gap between two. */
const stretchOf = (period: Period, book: RuleBook, at: Instant): string => {
  const slots = slotsOf(period, book)
  const open = slots.find(({ earlyFrom, closesAt }) => earlyFrom <= at && at < closesAt)
  return open?.id ?? `before ${slots.find(({ earlyFrom }) => at < earlyFrom)?.id ?? 'the end'}`
}

/** Whether the text itself has this reading, so that it was not taken from the question. */
const says = (text: string, tenths: number, book: RuleBook): boolean => {
  if (text.normalize('NFKC').includes(degrees(tenths))) return true
  const people = [
    { letter: 'A', names: ['a'], relation: 'self' },
    { letter: 'B', names: ['b'], relation: 'other' },
  ] as const
  return [people, people.slice(0, 1)].some((some) => {
    const { reports, doubt } = readResident(text, { ...limitsOf(book), people: some, signatures: [] })
    const doubted = doubt?.ask === 'confirm' || doubt?.ask === 'out_of_range' ? [doubt.tenths] : []
    const either = doubt?.ask === 'which' ? doubt.tenths : []
    return [...reports.map((report) => report.tenths), ...doubted, ...either].includes(tenths)
  })
}

/** What ends a question that was not answered. */
const endsAQuestion = ({ event }: LedgerEntry): boolean =>
  (event.type === 'asked' && event.attempt === 0) ||
  event.type === 'missed' ||
  event.type === 'reported' ||
  event.type === 'reply_not_understood' ||
  event.type === 'asked_to_confirm'

/** A reading that is not in the text comes from a question of its slot that was still open when the text was sent. */
export const noStaleYes: Check = function* ({ history: { isolation, ledger }, book, texts }) {
  for (const [index, { entry, event }] of ledger.entries()) {
    if (event.type !== 'reported' || event.source !== 'sms') continue
    const { tenths, inbound } = event
    const text = texts.written(inbound)
    if (tenths === undefined || text === undefined || says(text.text, tenths, book)) continue
    const before = ledger
      .slice(0, index)
      .filter(
        (other) => other.at <= text.at && (!('inbound' in other.event) || other.event.inbound !== inbound),
      )
    const asked = before.findLast(
      (other) => other.event.type === 'asked_to_confirm' && other.event.tenths === tenths,
    )
    // Family words refer to people whom this reader does not know.
    if (asked === undefined) continue
    const since = before.findLast(endsAQuestion)
    if (since !== asked)
      yield { invariant, what: `entry ${entry} answers a question that ended at ${since?.at}` }
    else if (stretchOf(isolation, book, asked.at) !== stretchOf(isolation, book, text.at))
      yield { invariant, what: `entry ${entry} of ${text.at} answers a question of ${asked.at}` }
  }
}
