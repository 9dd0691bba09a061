import * as z from 'zod/mini'
import { slotsOf, timesOf } from '../../../core/isolation/calendar.ts'
import type { IsolationEvent } from '../../../core/isolation/events.ts'
import type { Symptom } from '../../../core/meaning.ts'
import { addDays, localDate } from '../../../core/time/time-zone.ts'
import { type Ask, Does, Said, type Tell, type When, type Who } from '../corpus/labelled-lines.ts'
import type { Changes, Heard } from './world.ts'

export interface Recorded {
  readonly who: Who
  /** `earlier`: a slot of before yesterday. */
  readonly when: When | 'earlier'
  readonly tenths: number | null
  readonly symptoms: readonly Symptom[]
}

export interface Answered {
  readonly said: Said
  /** Waits for its one-time code: nothing has been done yet. */
  readonly waiting: boolean
}

/** What a text led to, in the words of the labels. Several where the text did several things. */
export interface ObservedOutcome {
  readonly record: readonly Recorded[]
  readonly ask: readonly Ask[]
  readonly tell: Tell
  readonly does: readonly Does[]
  /** A fever matter was opened without a report or an answer: every possible reading of the text is a fever. */
  readonly suspected: boolean
  readonly counted: boolean
  readonly answers: readonly Answered[]
  readonly note: boolean
  /** A matter was opened, or words were kept for somebody. */
  readonly human: boolean
  /** The text was not handled. */
  readonly failed?: string
}

/** Today's half, while its slot is open. */
const halfNow = ({ after }: Changes, { book, now }: Heard) =>
  slotsOf(after, book).find((slot) => slot.opensAt <= now && now < slot.closesAt)?.half

const whenOf = (
  report: Extract<IsolationEvent, { type: 'reported' }>,
  changes: Changes,
  heard: Heard,
): Recorded['when'] => {
  if (report.slot === undefined) return 'now'
  const { after } = changes
  const { date, half } = timesOf(after, heard.book, report.slot)
  const today = localDate(heard.now, after.zone)
  if (date === today) return half === halfNow(changes, heard) ? 'now' : half
  return date === addDays(today, -1) ? `yesterday_${half}` : 'earlier'
}

const asks: Readonly<Record<string, Ask>> = {
  which: 'which',
  ambiguous: 'which',
  who: 'who',
  when: 'when',
}

/** What the text was understood as, by the ledger. Meanings that are not listed do nothing by themselves. */
const doneIn = (meaning: string): Does[] => {
  if (meaning === 'no_thermometer') return ['request:supplies']
  if (meaning === 'question:car') return ['question:other']
  const known = Does.safeParse(meaning)
  return known.success ? [known.data] : []
}

/** Texts to the writer that ask something, by their template. */
const askedBy: Readonly<Record<string, Ask>> = {
  answer_help: 'again',
  say_only: 'again',
  not_possible_now: 'again',
  code_unknown: 'which_code',
  open_codes: 'which_code',
  two_codes: 'which_code',
  which_community: 'which_code',
  confirm: 'confirm',
}

const PERSON = ['request', 'no_thermometer', 'wrong_number', 'opted_out', 'unclear_replies']

/** The outcome of a matter, by the answer that settles it. */
const settles: Readonly<Record<string, Said>> = {
  reached: 'reached',
  number_mended: 'number_mended',
  ruled_out: 'ruled_out',
  confirmed: 'confirmed',
  hospitalised: 'hospitalised',
  no_show: 'no_show',
  approved: 'approve',
  held: 'hold',
  handled: 'handled',
  died: 'died',
  left: 'left',
}

/** What an event says beside its type, as far as a text is judged by it. */
const Detail = z.looseObject({
  type: z.string(),
  answer: z.optional(z.string()),
  danger: z.optional(z.string()),
  need: z.optional(z.string()),
})
type Detail = z.infer<typeof Detail>

/** The labels call an office's "sent somebody" taken. */
const saidIn = (answer: string): Said[] => {
  const known = Said.safeParse(answer === 'sent_somebody' ? 'taken' : answer)
  return known.success ? [known.data] : []
}

const answersIn = ({ entries }: Changes, details: readonly Detail[]): Answered[] => {
  const named = (type: string, waiting: boolean): Answered[] =>
    details
      .filter((detail) => detail.type === type)
      .flatMap(({ answer = '' }) => saidIn(answer).map((said) => ({ said, waiting })))
  const given = [...named('matter_answered', false), ...named('answer_awaits_confirmation', true)]
  if (given.length > 0) return given
  return entries.flatMap(({ by, event }) => {
    if (!by.startsWith('staff:') || event.type !== 'matter_settled') return []
    const said = settles[event.outcome]
    return said === undefined ? [] : [{ said, waiting: false }]
  })
}

/** Reads from the record what a text has led to. */
export const observedOutcome = (heard: Heard): ObservedOutcome => {
  const ask: Ask[] = []
  const does: Does[] = []
  const record: Recorded[] = []
  const answers: Answered[] = []
  const opened: string[] = []
  let note = false
  let counted = false
  let danger = false
  let raised = false
  for (const changes of heard.people) {
    const details = changes.entries.map(({ event }) => Detail.parse(event))
    answers.push(...answersIn(changes, details))
    for (const detail of details) {
      note ||= detail.type === 'words_kept'
      // The labels have no word for `nobody opened`: the writer is asked to go again.
      if (detail.type === 'matter_answered' && detail.answer === 'nobody_opened') {
        note = true
        ask.push('again')
      }
      if (detail.type !== 'matter_raised') continue
      raised = true
      danger ||= detail.danger !== undefined
      if (detail.need !== undefined) does.push(...doneIn(`request:${detail.need}`))
    }
    counted ||= (changes.after.unclearReplies?.count ?? 0) > (changes.before.unclearReplies?.count ?? 0)
    for (const { event } of changes.entries) {
      if (event.type === 'reported')
        record.push({
          who: changes.who,
          when: whenOf(event, changes, heard),
          tenths: event.tenths ?? null,
          symptoms: event.symptoms,
        })
      if (event.type === 'asked_to_confirm') ask.push('confirm')
      if (event.type === 'reply_not_understood') ask.push(asks[event.why] ?? 'again')
      if (event.type === 'message_received') does.push(...doneIn(event.meaning))
      if (event.type === 'matter_opened') {
        opened.push(event.kind)
        const matter = changes.matters.find(({ id }) => id === event.matter)
        if (event.kind === 'request') does.push(`request:${matter?.need ?? 'other'}`)
        if (event.kind === 'no_thermometer') does.push('request:supplies')
        if (event.kind === 'wrong_number') does.push('wrong_number')
        if (event.kind === 'opted_out') does.push('stop')
      }
      if (event.type === 'contact_changed' && event.why === 'opted_out') does.push('stop')
      if (event.type === 'contact_changed' && event.why === 'opted_in_again') does.push('start')
    }
  }
  for (const { to, template } of heard.sent) {
    const question = to === heard.from ? askedBy[template] : undefined
    if (question !== undefined) ask.push(question)
  }
  const urgent =
    danger ||
    opened.includes('danger') ||
    heard.sent.some(({ to, template }) => to !== heard.from && /danger/i.test(template))
  // Words from staff go with their matter; words from a resident need a person to read them.
  const byResident = heard.people.some(({ entries }) =>
    entries.some(({ by, event }) => event.type === 'words_kept' && by === 'resident'),
  )
  const person = byResident || raised || opened.some((kind) => PERSON.includes(kind))
  return {
    record,
    ask: [...new Set(ask)],
    tell: urgent ? 'urgent' : person ? 'person' : 'nobody',
    does: [...new Set(does)],
    suspected: opened.includes('fever') && record.length === 0 && answers.length === 0,
    counted,
    answers,
    note,
    human: note || raised || opened.length > 0,
    ...(heard.failed === undefined ? {} : { failed: heard.failed }),
  }
}
