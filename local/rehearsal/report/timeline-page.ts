import { gridOf } from '../../../core/community/community.ts'
import { inWords } from '../../../core/in-words.ts'
import { dayAt } from '../../../core/isolation/calendar.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { degrees } from '../../../core/temperature.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { addDays } from '../../../core/time/time-zone.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import type { Arrival } from '../run/arrivals.ts'
import { actorName, wordsFor } from './event-words.ts'
import { localDateTime, localTimeText } from './local-time-text.ts'
import { type SlotOutcome, slotOutcomes } from './slot-outcomes.ts'

export interface Line {
  readonly at: Instant
  readonly words: string
}

/** The texts of one isolation. */
export interface Texts {
  readonly written: readonly Line[]
  readonly sent: readonly Line[]
}

const slotLine = ({ slot, end, askedAt, reminders, reported }: SlotOutcome, zone: string): string => {
  const opens = askedAt ?? slot.opensAt
  const asked = askedAt === undefined ? 'not asked by text' : `asked ${localDateTime(opens, zone).time}`
  const reminded = reminders === 0 ? '' : `, ${reminders} ${reminders === 1 ? 'reminder' : 'reminders'}`
  const said =
    reported === undefined
      ? ''
      : `, ${reported.tenths === undefined ? 'symptoms' : `${degrees(reported.tenths)} °C`} at ${localTimeText(reported.at, zone).slice(5)}`
  return `- **${slot.half}**: ${inWords(end ?? 'not over')}${said} (${asked}${reminded})`
}

const endLine = ({ isolation, community }: IsolationHistory): string => {
  const { status, zone } = isolation
  switch (status.name) {
    case 'released':
      return `Released ${localTimeText(status.at, zone)}, notice ${status.notice}, approved by ${actorName(status.approvedBy, community)}.`
    case 'ended':
      return `Ended ${localTimeText(status.at, zone)}: ${inWords(status.reason)}.`
    default:
      return `Still open: ${inWords(status.name)}.`
  }
}

const place = ({ building, unit, room }: Arrival['registration']['address']): string =>
  [`building ${building}`, ...(unit === '' ? [] : [`unit ${unit}`]), `room ${room}`].join(', ')

const head = (history: IsolationHistory, { registration }: Arrival): string[] => {
  const { isolation, community } = history
  const { zone } = isolation
  const { person, address, category, origin } = registration
  const grid = gridOf(community, isolation.grid)
  return [
    `# ${person.name}`,
    '',
    `${community.name}, ${grid?.name ?? isolation.grid} (${isolation.grid}), ${place(address)}. Phone ${person.phone ?? 'none'}.`,
    `From ${origin ?? 'elsewhere'} (${inWords(category)}). Arrived ${localTimeText(isolation.arrivedAt, zone)}, registered ${localTimeText(isolation.registeredAt, zone)}.`,
    `Day 0 is ${isolation.dayZero}, the last day ${addDays(isolation.dayZero, isolation.lastDay)} (day ${isolation.lastDay}). Rule book ${isolation.ruleBook}. Times are those of ${zone}.`,
    endLine(history),
    `Isolation ${isolation.id}, ${history.ledger.length} ledger entries.`,
  ]
}

/** One returnee's isolation, day by day, on a page that can be handed to an officer. */
export const timelinePage = (
  history: IsolationHistory,
  book: RuleBook,
  newcomer: Arrival,
  texts: Texts,
  now: Instant,
): string => {
  const { isolation, ledger, matters, community } = history
  const { zone } = isolation
  const context = { community, matters, zone }
  const entries = ledger.flatMap((entry) => {
    const words = wordsFor(entry, context)
    return words === undefined ? [] : [{ at: entry.at, words: `${actorName(entry.by, community)}: ${words}` }]
  })
  // The sort is stable: at one instant first the text received, then its effects, then the texts sent.
  const lines: Line[] = [...texts.written, ...entries, ...texts.sent].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )
  const slots = slotOutcomes(history, book, now)
  const page = head(history, newcomer)
  let day: number | undefined
  for (const { at, words } of lines) {
    const today = dayAt(isolation, at)
    if (today !== day) {
      page.push('', `## Day ${today}, ${localDateTime(at, zone).date}`, '')
      const due = slots.filter(({ slot }) => slot.day === today)
      page.push(...due.map((slot) => slotLine(slot, zone)), ...(due.length === 0 ? [] : ['']))
      day = today
    }
    page.push(`- ${localDateTime(at, zone).time} ${words}`)
  }
  return `${page.join('\n')}\n`
}
