import type { IsolationId } from '../ids.ts'
import type { MatterKind, RuleBook } from '../rule-book/rule-book.ts'
import { DAY, HOUR } from '../time/instant.ts'
import type { Budget } from './budget.ts'

type Book = Pick<RuleBook, 'replies'>

/** What is told again: of a kind of matter, words to be read now, or this very reading. Another reading is news. */
export type Told = MatterKind | 'words' | { readonly reading: number }

const hourly = (what: string, whose: string, most: number): Budget => ({
  of: [what, whose],
  allowance: { most, within: HOUR },
})

/** Direct answers to the number of a returnee. Fever and danger are answered whatever is left of it. */
export const residentAnswers = (phone: string, { replies }: Book): Budget =>
  hourly('resident answers', phone, replies.residentPerHour)

/** What a returnee hears of a fever that is no worse than what is known. */
export const repeatedAdvice = (isolation: IsolationId, { replies }: Book): Budget =>
  hourly('repeated advice', isolation, replies.repeatedAdvicePerHour)

/** The same question once more to somebody who wonders at it: that is not yet an unclear reply. */
export const repeatedQuestion = (isolation: IsolationId, { replies }: Book): Budget =>
  hourly('repeated question', isolation, replies.repeatedAdvicePerHour)

/** What posts are told of a matter that they know already, because the returnee has written again. */
export const repeatedTellings = (isolation: IsolationId, about: Told, { replies }: Book): Budget =>
  hourly(
    `tellings ${typeof about === 'string' ? about : about.reading}`,
    isolation,
    replies.repeatedTellingsPerHour,
  )

/** Direct answers to the number of a post. */
export const staffAnswers = (phone: string, { replies }: Book): Budget =>
  hourly('staff answers', phone, replies.staffPerHour)

/** Of those, the ones that only tell what to write: to a machine that answers by itself they mean nothing. */
export const staffHelp = (phone: string, { replies }: Book): Budget =>
  hourly('staff help', phone, replies.staffHelpPerHour)

/** Answers to codes that this number may not answer, or that are none; the last one says that it is the last. */
export const unknownCodes = (phone: string, { replies }: Book): Budget =>
  hourly('unknown codes', phone, replies.unknownCodesPerHour + 1)

/** One number that nobody knows is told once a day whom to ring. */
export const strangerAnswer = (phone: string): Budget => ({
  of: ['stranger answer', phone],
  allowance: { most: 1, within: DAY },
})

/** A stranger in danger hears whom to ring as often as a returnee hears anything. */
export const strangerInDanger = (phone: string, book: Book): Budget =>
  hourly('stranger in danger', phone, book.replies.residentPerHour)

/** What all strangers together are answered, greetings and danger apart, so that neither uses up the other. */
export const allStrangers = (about: 'anything' | 'danger', perDay: number): Budget => ({
  of: ['all strangers', about],
  allowance: { most: perDay, within: DAY },
})
