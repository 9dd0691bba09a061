import type { Message } from '../message/message.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import type { TemplateName } from './templates.ts'

/**
 * When a message may reach a returnee. `by_day`: outside the quiet hours. `as_a_reply`: in the quiet hours too, shortly
 * after the returnee wrote. `at_once`: at any hour, for fever and danger. `to_staff`: staff have no quiet hours.
 */
type Hours = 'by_day' | 'as_a_reply' | 'at_once' | 'to_staff'

const hoursOf: { readonly [Name in TemplateName]: Hours } = {
  welcome: 'by_day',
  instructions: 'by_day',
  letters: 'by_day',
  confirm_number: 'by_day',
  household_confirmed: 'by_day',
  prompt: 'by_day',
  reminder: 'by_day',
  released: 'by_day',
  held: 'by_day',
  last_day_moved: 'by_day',

  thanks: 'as_a_reply',
  read_back: 'as_a_reply',
  extra_thanks: 'as_a_reply',
  late: 'as_a_reply',
  already_reported: 'as_a_reply',
  confirm: 'as_a_reply',
  ambiguous: 'as_a_reply',
  which_slot: 'as_a_reply',
  out_of_range: 'as_a_reply',
  unreadable: 'as_a_reply',
  question_ended: 'as_a_reply',
  worker_will_call: 'as_a_reply',
  which_member: 'as_a_reply',
  which_number: 'as_a_reply',
  resumed: 'as_a_reply',
  ended: 'as_a_reply',
  unknown_number: 'as_a_reply',
  thanks_for_hint: 'as_a_reply',
  help: 'as_a_reply',
  request_noted: 'as_a_reply',
  thermometer_comes: 'as_a_reply',
  sorry_wrong_number: 'as_a_reply',
  answer: 'as_a_reply',

  fever: 'at_once',
  danger: 'at_once',
  measure_again: 'at_once',
  measure_prompt: 'at_once',
  back_to_following: 'at_once',

  new_returnee: 'to_staff',
  last_day_moved_for: 'to_staff',
  moved_away: 'to_staff',
  measure_for_them: 'to_staff',
  matter: 'to_staff',
  matter_settled: 'to_staff',
  noted: 'to_staff',
  on_the_way: 'to_staff',
  false_alarm: 'to_staff',
  code_unknown: 'to_staff',
  codes_slowed: 'to_staff',
  not_yours: 'to_staff',
  which_community: 'to_staff',
  two_codes: 'to_staff',
  open_codes: 'to_staff',
  echo: 'to_staff',
  say_only: 'to_staff',
  number_refused: 'to_staff',
  not_possible_now: 'to_staff',
  not_confirmed: 'to_staff',
  lapsed: 'to_staff',
  answer_help: 'to_staff',
  second_reading: 'to_staff',
  matter_raised: 'to_staff',
  digest: 'to_staff',
  read_now: 'to_staff',
  stranger_in_danger: 'to_staff',
  stranger_noted: 'to_staff',
  disruption: 'to_staff',
  disruption_noted: 'to_staff',
  disruption_over: 'to_staff',
}

const isKnown = (template: string): template is TemplateName => Object.hasOwn(hoursOf, template)

/** A direct answer that is about neither fever nor danger. */
export const isReply = (template: string): boolean => isKnown(template) && hoursOf[template] === 'as_a_reply'

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
  return isKnown(template) && (hoursOf[template] === 'to_staff' || hoursOf[template] === 'at_once')
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
