import type { Message } from '../message/message.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import type { TemplateName } from './templates.ts'

/**
 * When a message may reach a returnee. `by day`: outside the quiet hours. `as a reply`: in the quiet hours too, shortly
 * after the returnee wrote. `at once`: at any hour, for fever and danger. `to staff`: staff have no quiet hours.
 */
type Hours = 'by day' | 'as a reply' | 'at once' | 'to staff'

const hoursOf: { readonly [Name in TemplateName]: Hours } = {
  welcome: 'by day',
  instructions: 'by day',
  letters: 'by day',
  confirm_number: 'by day',
  household_confirmed: 'by day',
  prompt: 'by day',
  reminder: 'by day',
  released: 'by day',
  held: 'by day',
  last_day_moved: 'by day',

  thanks: 'as a reply',
  read_back: 'as a reply',
  extra_thanks: 'as a reply',
  late: 'as a reply',
  already_reported: 'as a reply',
  confirm: 'as a reply',
  ambiguous: 'as a reply',
  which_slot: 'as a reply',
  out_of_range: 'as a reply',
  unreadable: 'as a reply',
  question_ended: 'as a reply',
  worker_will_call: 'as a reply',
  which_member: 'as a reply',
  which_number: 'as a reply',
  resumed: 'as a reply',
  ended: 'as a reply',
  unknown_number: 'as a reply',
  help: 'as a reply',
  request_noted: 'as a reply',
  thermometer_comes: 'as a reply',
  sorry_wrong_number: 'as a reply',
  answer: 'as a reply',

  fever: 'at once',
  danger: 'at once',
  measure_again: 'at once',
  measure_prompt: 'at once',
  back_to_following: 'at once',

  new_returnee: 'to staff',
  last_day_moved_for: 'to staff',
  moved_away: 'to staff',
  measure_for_them: 'to staff',
  matter: 'to staff',
  matter_settled: 'to staff',
  noted: 'to staff',
  on_the_way: 'to staff',
  false_alarm: 'to staff',
  code_unknown: 'to staff',
  codes_slowed: 'to staff',
  not_yours: 'to staff',
  which_community: 'to staff',
  two_codes: 'to staff',
  open_codes: 'to staff',
  echo: 'to staff',
  say_only: 'to staff',
  number_refused: 'to staff',
  not_possible_now: 'to staff',
  not_confirmed: 'to staff',
  lapsed: 'to staff',
  answer_help: 'to staff',
  second_reading: 'to staff',
  matter_raised: 'to staff',
  digest: 'to staff',
  read_now: 'to staff',
  stranger_in_danger: 'to staff',
  stranger_noted: 'to staff',
}

const isKnown = (template: string): template is TemplateName => Object.hasOwn(hoursOf, template)

/** A direct answer that is about neither fever nor danger. */
export const isReply = (template: string): boolean => isKnown(template) && hoursOf[template] === 'as a reply'

/** A later answer is no reply any more: it waits for the day. */
const REPLY_WITHIN = 10 * MINUTE

/** Whether any recipient may get a message now: by day, or because it cannot wait. */
export const isDaytimeOrUrgent = (
  { to, template }: Pick<Message, 'to' | 'template'>,
  book: RuleBook,
  zone: string,
  now: Instant,
): boolean => {
  if (to.who === 'staff' || nextDaytime(now, book, zone) === now) return true
  return isKnown(template) && (hoursOf[template] === 'to staff' || hoursOf[template] === 'at once')
}

/** Whether a message may go out now. If not, the sweeper sends it by day. */
export const mayGoOut = (
  message: Pick<Message, 'to' | 'template' | 'at'>,
  book: RuleBook,
  zone: string,
  now: Instant,
): boolean => {
  const { template, at } = message
  return isDaytimeOrUrgent(message, book, zone, now) || (isReply(template) && now <= plus(at, REPLY_WITHIN))
}
