/** What is known of a message from a number that holds a post, and may also belong to somebody in isolation. */
export interface SaidFrom {
  /** The message has a one-time code that was sent to this number. */
  readonly oneTime: boolean
  /**
   * What its code names in the communities of the number's posts. `theirs`: a matter or person on which they may act
   * over HTTP too. `of_several`: the same code in two communities. `two`: several codes in one message.
   */
  readonly code: 'none' | 'theirs' | 'of_several' | 'two' | 'not_theirs' | 'unknown'
  /** How the message reads as a resident's. `ill`: a fever, a symptom or danger. */
  readonly own: 'nobody' | 'ill' | 'report' | 'words'
  /** How the message reads as staff's. */
  readonly staff: 'answer' | 'list' | 'words'
}

/** How the writer is treated. `asked_which`: as a post, after asking which community's matter is meant. */
export type SpeaksAs = 'post' | 'resident' | 'asked_which'

interface Row {
  readonly when: Partial<SaidFrom>
  readonly as: SpeaksAs
  readonly why: string
}

/** The first matching row counts. */
export const precedence: readonly Row[] = [
  { when: { oneTime: true }, as: 'post', why: 'the code was sent to this phone for one answer' },
  { when: { code: 'of_several' }, as: 'asked_which', why: 'one code names matters of two communities' },
  { when: { code: 'theirs' }, as: 'post', why: 'a code decides the post' },
  { when: { code: 'two' }, as: 'post', why: 'doubt is asked back: one code a text' },
  { when: { own: 'nobody' }, as: 'post', why: 'nobody in isolation has this phone' },
  { when: { code: 'not_theirs' }, as: 'post', why: 'doubt is asked back: the code names nothing of theirs' },
  { when: { code: 'unknown' }, as: 'post', why: 'doubt is asked back: the code may be mistyped' },
  { when: { own: 'ill' }, as: 'resident', why: 'a fever is never held back by a doubt' },
  { when: { staff: 'list' }, as: 'post', why: 'only a post has matters to list' },
  { when: { staff: 'answer' }, as: 'post', why: 'doubt is asked back: an answer without its code' },
  { when: { own: 'report' }, as: 'resident', why: 'own report first, when it reads as one' },
  { when: {}, as: 'resident', why: 'other words are those of who lives there' },
]

const fits = (said: SaidFrom, { oneTime, code, own, staff }: Row['when']): boolean =>
  (oneTime === undefined || oneTime === said.oneTime) &&
  (code === undefined || code === said.code) &&
  (own === undefined || own === said.own) &&
  (staff === undefined || staff === said.staff)

/** Decides how the writer is treated whose number holds posts. */
export const whoSpeaks = (said: SaidFrom): SpeaksAs =>
  precedence.find(({ when }) => fits(said, when))?.as ?? 'resident'
