import { subjectIn } from '../../core/aggregate/subject.ts'
import type { LoadedHousehold } from '../../core/household/decision.ts'
import { stillNeededAtHome } from '../../core/household/still-needed-at-home.ts'
import { bySubject, type SubjectId } from '../../core/ids.ts'
import { timesOf } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { promptedSlot, repeatAfterCrash } from '../../core/isolation/resend.ts'
import { laterPrompts, stillNeeded } from '../../core/isolation/still-needed.ts'
import { isUnfinished, type Message } from '../../core/message/message.ts'
import { MessageRefused, MessagesThrottled, type Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { isDaytimeOrUrgent, mayGoOut } from '../../core/texts/sending-hours.ts'
import { segments } from '../../core/texts/sms-segments.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { findConfirmation } from '../../record/confirmation-repository.ts'
import { findHome } from '../../record/home-repository.ts'
import { findInbound, wordsOf } from '../../record/inbound-repository.ts'
import { messageKey } from '../../record/keys.ts'
import type { Finding } from '../../record/lookup.ts'
import { messageItem, readMessage, recordedMessages } from '../../record/message-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadSubject } from '../../record/subject-repository.ts'
import { type Composed, compose, composeForHome, quotedIn } from '../compose-message/compose-message.ts'
import { letterOn } from '../compose-message/letter-on-phone.ts'
import { membersOn } from '../compose-message/members-on-phone.ts'
import { logRefusedStaffPhone, recordRefusal } from './record-refusal.ts'
import { StillSending } from './still-sending.ts'

type OfIsolation = Pick<Loaded, 'isolation' | 'community' | 'book'>
type Context = OfIsolation | Pick<LoadedHousehold, 'household' | 'community' | 'book'>

const save = async (
  ports: Pick<Ports, 'store'>,
  context: Context,
  message: Message,
  version: number,
): Promise<boolean> => {
  try {
    await ports.store.transact([{ put: messageItem(subjectIn(context), message), expect: { version } }])
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}

/** Somebody else has the phone: only answers to them go there, and nothing about the returnee's health. */
const isNotTheirs = ({ contact }: Isolation): boolean =>
  contact.by === 'worker' && contact.why === 'wrong_number'

/** An echo goes to the phone that its one-time code was made for, and only while the code counts. */
const mending = async (
  ports: Finding & Pick<Ports, 'clock'>,
  message: Message,
  composed: Composed | undefined,
  again: (mended: Message) => Composed | undefined,
): Promise<Composed | undefined> => {
  if (message.template !== 'echo' || composed === undefined) return composed
  const confirmation = await findConfirmation(ports, composed.to, String(message.params['oneTime']))
  // The post has another phone by now, from which the code would count as a guess.
  if (confirmation === undefined) return undefined
  const { phone, expiresAt } = confirmation.confirmation
  if (expiresAt <= ports.clock.now()) return undefined
  return phone === undefined ? composed : again({ ...message, params: { ...message.params, phone } })
}

/** undefined: the addressee has no phone, or the person has been erased. */
const composeForIsolation = async (
  ports: Finding & Pick<Ports, 'clock'>,
  { isolation, community }: OfIsolation,
  message: Message,
): Promise<Composed | undefined> => {
  const loaded = await findPerson(ports.store, isolation.person)
  if (loaded === undefined) return undefined
  const { person } = loaded
  if (message.to.who === 'resident' && message.answers === undefined && isNotTheirs(isolation))
    return undefined
  const members =
    message.template === 'letters' && person.phone !== undefined ? await membersOn(ports, person.phone) : []
  if (message.template === 'confirm_number') {
    const { pendingPhone } = person
    if (pendingPhone === undefined) return undefined
    const letter = await letterOn(ports, pendingPhone, isolation.id)
    return compose(message, isolation, person, community, letter === undefined ? {} : { letter })
  }
  const words = await wordsOf(ports.store, quotedIn(message))
  const composed = compose(message, isolation, person, community, { members, words })
  return mending(ports, message, composed, (mended) =>
    compose(mended, isolation, person, community, { members, words }),
  )
}

/** undefined: the home has been erased. */
const composeAboutHome = async (
  ports: Finding & Pick<Ports, 'clock'>,
  context: Pick<LoadedHousehold, 'household' | 'community'>,
  message: Message,
): Promise<Composed | undefined> => {
  const found = await findHome(ports.store, context.household.id)
  if (found === undefined) return undefined
  const { address } = found.home
  const words = await wordsOf(ports.store, quotedIn(message))
  const composed = composeForHome(message, context, address, words)
  return mending(ports, message, composed, (mended) => composeForHome(mended, context, address, words))
}

const composeFor = (
  ports: Finding & Pick<Ports, 'clock'>,
  context: Context,
  message: Message,
): Promise<Composed | undefined> =>
  'isolation' in context
    ? composeForIsolation(ports, context, message)
    : composeAboutHome(ports, context, message)

/** A prompt is given up shortly before its slot closes, so that its delivery is known when the silence is judged. */
const validity = (context: Context, { key }: Message): Pick<Sms, 'validUntil'> => {
  if (!('isolation' in context)) return {}
  const { isolation, book } = context
  const slot = promptedSlot(isolation, key)
  return slot === undefined ? {} : { validUntil: plus(timesOf(isolation, book, slot).closesAt, -MINUTE) }
}

/** Hands over one recorded message and records the result. `version`: of its item, already `sending`. */
const handOver = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'executions' | 'clock' | 'log'>,
  context: Context,
  message: Message,
  version: number,
): Promise<void> => {
  const { id } = subjectIn(context)
  const composed = await composeFor(ports, context, message)
  if (composed === undefined) {
    await save(ports, context, { ...message, state: 'not_needed' }, version)
    return
  }
  try {
    const { providerId } = await ports.messages.send({
      key: `${id}/${message.key}`,
      to: composed.to,
      template: message.template,
      params: composed.params,
      language: composed.language,
      text: composed.text,
      ...validity(context, message),
    })
    const sent: Message = {
      ...message,
      state: 'sent',
      providerId,
      segments: segments(composed.text).segments,
    }
    await save(ports, context, sent, version)
  } catch (error) {
    if (error instanceof MessagesThrottled) {
      await save(ports, context, { ...message, state: 'waiting' }, version)
      throw error
    }
    if (!(error instanceof MessageRefused)) throw error
    await save(ports, context, { ...message, state: 'refused', reason: error.reason }, version)
    if ('isolation' in context) await recordRefusal(ports, context.isolation.id, message, error.reason)
    else logRefusedStaffPhone(ports, id, message, error.reason)
  }
}

/** At night a reply goes only to the phone that wrote: somebody with a phone of their own may be asleep. */
const answersAnotherPhone = async (
  { store }: Pick<Ports, 'store'>,
  context: Context,
  message: Message,
  now: Instant,
): Promise<boolean> => {
  if (message.answers === undefined || !('isolation' in context)) return false
  const { isolation, book } = context
  if (isDaytimeOrUrgent(message, book, isolation.zone, now)) return false
  const text = await findInbound(store, message.answers)
  const phone = (await findPerson(store, isolation.person))?.person.phone
  return text !== undefined && phone !== text.from
}

/**
 * Claims a recorded message, then sends it, so that of two senders only one sends. One that would disturb the night
 * stays `waiting`. `version`: of its item.
 */
const send = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'executions' | 'clock' | 'log'>,
  context: Context,
  message: Message,
  version: number,
): Promise<void> => {
  const now = ports.clock.now()
  if (!mayGoOut(message, context.book, subjectIn(context).zone, now)) return
  if (await answersAnotherPhone(ports, context, message, now)) return
  const claimed: Message = { ...message, state: 'sending', claimedAt: now }
  if (await save(ports, context, claimed, version)) await handOver(ports, context, claimed, version + 1)
}

const isNeeded = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  context: Context,
  message: Message,
): Promise<boolean> => {
  if (!('isolation' in context)) return stillNeededAtHome(message, context.household)
  const { isolation, book } = context
  const later = await recordedMessages(store, isolation.id, laterPrompts(message.key, isolation))
  return stillNeeded(message, isolation, book, clock.now(), later)
}

/**
 * Sends a recorded message: behind the outbox. One that was certainly not sent is sent if still needed; one whose result
 * a crash has hidden is sent again or given up, by rule. A finished or unknown key is ignored.
 * @throws StillSending when the message was claimed within `patience` milliseconds; without patience an old claim
 * counts as left by a crash
 * @throws MessagesThrottled when nothing was sent; the message waits for the next try
 */
export const sendRecorded = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'executions' | 'clock' | 'log'>,
  { subject: id, key }: { readonly subject: SubjectId; readonly key: string },
  patience = 0,
): Promise<void> => {
  const context = await loadSubject(ports, id)
  const item = await ports.store.get(messageKey(id, key))
  if (item === undefined) return
  const message = readMessage(item)
  if (!isUnfinished(message)) return
  if (message.state === 'sending' && plus(message.claimedAt ?? message.at, patience) > ports.clock.now())
    throw new StillSending(`${key} of ${id} is being sent`)
  const givenUp =
    message.state === 'sending' && !repeatAfterCrash(message)
      ? 'unknown'
      : (await isNeeded(ports, context, message))
        ? undefined
        : 'not_needed'
  if (givenUp === undefined) return send(ports, context, message, item.version)
  ports.log.info('message.given-up', { ...bySubject(id), key, state: givenUp })
  await save(ports, context, { ...message, state: givenUp }, item.version)
}
