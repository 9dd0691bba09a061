import type { Message } from '../message/message.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import type { TemplateName } from './templates.ts'

/**
 * When a text may reach a returnee. `by day`: outside the quiet hours. `as a reply`: in the quiet hours too, while it
 * answers what was written a moment ago. `at once`: at any hour, for fever and danger. `to staff`: theirs have no hours.
 */
type Hours = 'by day' | 'as a reply' | 'at once' | 'to staff'

const hoursOf: { readonly [Name in TemplateName]: Hours } = {
  welcome: 'by day',
  instructions: 'by day',
  letters: 'by day',
  confirmNumber: 'by day',
  householdConfirmed: 'by day',
  prompt: 'by day',
  reminder: 'by day',
  released: 'by day',
  held: 'by day',
  lastDayMoved: 'by day',

  thanks: 'as a reply',
  readBack: 'as a reply',
  extraThanks: 'as a reply',
  late: 'as a reply',
  alreadyReported: 'as a reply',
  confirm: 'as a reply',
  ambiguous: 'as a reply',
  whichSlot: 'as a reply',
  outOfRange: 'as a reply',
  unreadable: 'as a reply',
  questionEnded: 'as a reply',
  workerWillCall: 'as a reply',
  whichMember: 'as a reply',
  whichNumber: 'as a reply',
  resumed: 'as a reply',
  ended: 'as a reply',
  unknownNumber: 'as a reply',
  help: 'as a reply',
  requestNoted: 'as a reply',
  thermometerComes: 'as a reply',
  sorryWrongNumber: 'as a reply',
  answer: 'as a reply',

  fever: 'at once',
  danger: 'at once',
  measureAgain: 'at once',
  measurePrompt: 'at once',
  backToFollowing: 'at once',

  newReturnee: 'to staff',
  lastDayMovedFor: 'to staff',
  movedAway: 'to staff',
  measureForThem: 'to staff',
  matter: 'to staff',
  matterSettled: 'to staff',
  noted: 'to staff',
  onTheWay: 'to staff',
  falseAlarm: 'to staff',
  codeUnknown: 'to staff',
  codesSlowed: 'to staff',
  notYours: 'to staff',
  whichCommunity: 'to staff',
  twoCodes: 'to staff',
  openCodes: 'to staff',
  echo: 'to staff',
  sayOnly: 'to staff',
  numberRefused: 'to staff',
  notPossibleNow: 'to staff',
  notConfirmed: 'to staff',
  lapsed: 'to staff',
  answerHelp: 'to staff',
  secondReading: 'to staff',
  matterRaised: 'to staff',
  digest: 'to staff',
  readNow: 'to staff',
  strangerInDanger: 'to staff',
  strangerNoted: 'to staff',
}

const isKnown = (template: string): template is TemplateName => Object.hasOwn(hoursOf, template)

/** A direct answer that is neither about fever nor about danger. */
export const isReply = (template: string): boolean => isKnown(template) && hoursOf[template] === 'as a reply'

/** A reply that comes later than this is no reply any more: it waits for the day. */
const REPLY_WITHIN = 10 * MINUTE

/** Whether a text may go out now, to whoever it is: by day, or because it cannot wait. */
export const isDaytimeOrUrgent = (
  { to, template }: Pick<Message, 'to' | 'template'>,
  book: RuleBook,
  zone: string,
  now: Instant,
): boolean => {
  if (to.who === 'staff' || nextDaytime(now, book, zone) === now) return true
  return isKnown(template) && (hoursOf[template] === 'to staff' || hoursOf[template] === 'at once')
}

/** Whether a text may go out now. One that may not waits, and the sweeper sends it by day. */
export const mayGoOut = (
  message: Pick<Message, 'to' | 'template' | 'at'>,
  book: RuleBook,
  zone: string,
  now: Instant,
): boolean => {
  const { template, at } = message
  return isDaytimeOrUrgent(message, book, zone, now) || (isReply(template) && now <= plus(at, REPLY_WITHIN))
}
