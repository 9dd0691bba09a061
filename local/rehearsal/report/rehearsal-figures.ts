import type { IsolationId } from '../../../core/ids.ts'
import { inWords } from '../../../core/in-words.ts'
import { isOpen } from '../../../core/isolation/isolation.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { segments } from '../../../core/texts/sms-segments.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import { localTimeText } from './local-time-text.ts'
import { matterHistories, minutesToTheDoctor, minutesToTheDoor } from './matter-history.ts'
import { slotOutcomes } from './slot-outcomes.ts'
import { Tally } from './statistics.ts'

export interface StillOpen {
  readonly isolation: IsolationId
  readonly why: string
}

/** The figures of a rehearsal for a district officer, counted from the record and the phones. */
export class Figures {
  readonly #now: Instant
  registered = 0
  released = 0
  /** Sent to the doctor at least once. */
  referred = 0
  /** Kept longer at least once. */
  held = 0
  /** By reason. */
  readonly ended = new Tally()
  readonly stillOpen: StillOpen[] = []
  mattersOpen = 0
  readonly slots = new Tally()
  /** Slots asked by text, by what got the answer. */
  readonly answers = new Tally()
  /** By kind and highest rung told, joined by a slash. */
  readonly matters = new Tally()
  readonly minutesToTheDoor: number[] = []
  readonly minutesToTheDoctor: number[] = []
  /** Silences that ended before anybody had to come. */
  heardBeforeTheDoor = 0
  ledgerEntries = 0
  readonly messages = new Tally()
  readonly segments = new Tally()
  messagesFromPhones = 0

  constructor(now: Instant) {
    this.#now = now
  }

  addMessage({ direction, text, sent }: InboxMessage): void {
    if (direction === 'from_phone') this.messagesFromPhones += 1
    if (sent === undefined) return
    this.messages.add(sent.template)
    this.segments.add(sent.template, segments(text).segments)
  }

  addHistory(history: IsolationHistory, book: RuleBook): void {
    const { isolation, ledger } = history
    const { status } = isolation
    this.registered += 1
    this.ledgerEntries += ledger.length
    if (status.name === 'released') this.released += 1
    if (status.name === 'ended') this.ended.add(inWords(status.reason))
    if (isOpen(isolation)) this.stillOpen.push({ isolation: isolation.id, why: whyOpen(history) })
    if (ledger.some(({ event }) => event.type === 'referred')) this.referred += 1
    if (isolation.holds > 0) this.held += 1
    this.#addSlots(history, book)
    this.#addMatters(history)
  }

  #addSlots(history: IsolationHistory, book: RuleBook): void {
    for (const { end, askedAt, reported } of slotOutcomes(history, book, this.#now)) {
      this.slots.add(end ?? 'not over')
      if (askedAt === undefined) continue
      const byText = reported !== undefined && reported.by === 'resident' && reported.timing === 'on_time'
      if (byText) this.answers.add(reported.reminders === 0 ? 'prompt' : 'reminder')
      else this.answers.add('neither')
    }
  }

  #addMatters({ matters, ledger, community }: IsolationHistory): void {
    for (const history of matterHistories(matters, ledger)) {
      const { kind, state } = history.matter
      if (state.name === 'open') this.mattersOpen += 1
      this.matters.add(`${inWords(kind)}/${inWords(history.highestRung ?? 'nobody told')}`)
      if (kind === 'silence') {
        const minutes = minutesToTheDoor(history)
        if (minutes !== undefined) this.minutesToTheDoor.push(minutes)
        else if (history.settled !== undefined) this.heardBeforeTheDoor += 1
      }
      const minutes = kind === 'fever' ? minutesToTheDoctor(history, community.doctor.id) : undefined
      if (minutes !== undefined) this.minutesToTheDoctor.push(minutes)
    }
  }
}

const whyOpen = ({ isolation, matters }: IsolationHistory): string => {
  const { status, awaiting, zone } = isolation
  const open = matters.flatMap(({ kind, code, state }) =>
    state.name === 'open' ? [`${inWords(kind)} ${code}, due ${localTimeText(state.dueAt, zone)}`] : [],
  )
  const waits =
    awaiting === undefined
      ? 'waits for nothing'
      : `waits for ${inWords(awaiting.for)} until ${localTimeText(awaiting.at, zone)}`
  return [`${inWords(status.name)}, ${waits}`, ...open].join('; ')
}
