import type { IsolationId } from '../ids.ts'
import type { MatterKind, RuleBook } from '../rule-book/rule-book.ts'
import { DAY, HOUR } from '../time/instant.ts'
import type { Budget } from './budget.ts'

type Book = Pick<RuleBook, 'replies'>

/** What is told again: a kind of matter, words to be read now, or the same reading. Another reading is news. */
export type Told = MatterKind | 'words' | { readonly reading: number }

const hourly = (what: string, whose: string, most: number): Budget => ({
  of: [what, whose],
  allowance: { most, within: HOUR },
})

/** Direct answers to a resident's number. Fever and danger are answered even if it is used up. */
export const residentAnswers = (phone: string, { replies }: Book): Budget =>
  hourly('resident answers', phone, replies.residentPerHour)

/** What a returnee is told about a fever that is no worse than known. */
export const repeatedAdvice = (isolation: IsolationId, { replies }: Book): Budget =>
  hourly('repeated advice', isolation, replies.repeatedAdvicePerHour)

/** The same question again to somebody who asks what it means; that does not count as an unclear reply. */
export const repeatedQuestion = (isolation: IsolationId, { replies }: Book): Budget =>
  hourly('repeated question', isolation, replies.repeatedAdvicePerHour)

/** What posts are told of a known matter because the returnee has written again. */
export const repeatedTellings = (isolation: IsolationId, about: Told, { replies }: Book): Budget =>
  hourly(
    `tellings ${typeof about === 'string' ? about : about.reading}`,
    isolation,
    replies.repeatedTellingsPerHour,
  )

/** Direct answers to a post's number. */
export const staffAnswers = (phone: string, { replies }: Book): Budget =>
  hourly('staff answers', phone, replies.staffPerHour)

/** The part of them that only explains what to write: useless to a machine that answers automatically. */
export const staffHelp = (phone: string, { replies }: Book): Budget =>
  hourly('staff help', phone, replies.staffHelpPerHour)

/** Answers to codes that are unknown or that this number may not answer; the last one says that it is the last. */
export const unknownCodes = (phone: string, { replies }: Book): Budget =>
  hourly('unknown codes', phone, replies.unknownCodesPerHour + 1)

/** An unknown number is told once a day whom to call. */
export const strangerAnswer = (phone: string): Budget => ({
  of: ['stranger answer', phone],
  allowance: { most: 1, within: DAY },
})

/** So many hints of one number become matters in a day, the others are only listed: our decision. */
export const hintsOf = (phone: string): Budget => ({
  of: ['hints', phone],
  allowance: { most: 3, within: DAY },
})

/** A stranger in danger is told whom to call as often as a resident gets answers. */
export const strangerInDanger = (phone: string, book: Book): Budget =>
  hourly('stranger in danger', phone, book.replies.residentPerHour)

/** Costs a few dollars at most, and more than ever write by mistake: our decision. */
export const STRANGERS_PER_DAY = 100

/** All strangers together: answers to greetings, answers to danger and hints are counted apart, so that none uses up another. */
export const allStrangers = (about: 'anything' | 'danger' | 'hints', perDay: number): Budget => ({
  of: ['all strangers', about],
  allowance: { most: perDay, within: DAY },
})
