import type { IsolationId } from '../../core/ids.ts'
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
import { findInbound, wordsOf } from '../../record/inbound-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import type { Finding } from '../../record/lookup.ts'
import { messageItem, readMessage, recordedMessages } from '../../record/message-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { type Composed, compose, quotedIn } from '../compose-message/compose-message.ts'
import { letterOn } from '../compose-message/letter-on-phone.ts'
import { membersOn } from '../compose-message/members-on-phone.ts'
import { recordRefusal } from './record-refusal.ts'
import { StillSending } from './still-sending.ts'

type Context = Pick<Loaded, 'isolation' | 'community' | 'book'>

const save = async (
  ports: Pick<Ports, 'store'>,
  isolation: Isolation,
  message: Message,
  version: number,
): Promise<boolean> => {
  try {
    await ports.store.transact([{ put: messageItem(isolation, message), expect: { version } }])
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}

/** Somebody else has the phone: only answers to them go there, and nothing about the returnee's health. */
const isNotTheirs = ({ contact }: Isolation): boolean =>
  contact.by === 'worker' && contact.why === 'wrong_number'

/** undefined: the addressee has no phone, or the person has been erased. */
const composeFor = async (
  ports: Finding & Pick<Ports, 'clock'>,
  { isolation, community }: Context,
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
  if (message.template !== 'echo' || composed === undefined) return composed
  const confirmation = await findConfirmation(ports, composed.to, String(message.params['oneTime']))
  // The post has another phone by now, from which the code would count as a guess.
  if (confirmation === undefined) return undefined
  const { phone, expiresAt } = confirmation.confirmation
  if (expiresAt <= ports.clock.now()) return undefined
  if (phone === undefined) return composed
  const mending = { ...message, params: { ...message.params, phone } }
  return compose(mending, isolation, person, community, { members, words })
}

/** A prompt is given up shortly before its slot closes, so that its delivery is known when the silence is judged. */
const validity = ({ isolation, book }: Context, { key }: Message): Pick<Sms, 'validUntil'> => {
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
  const { isolation } = context
  const composed = await composeFor(ports, context, message)
  if (composed === undefined) {
    await save(ports, isolation, { ...message, state: 'not_needed' }, version)
    return
  }
  try {
    const { providerId } = await ports.messages.send({
      key: `${isolation.id}/${message.key}`,
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
    await save(ports, isolation, sent, version)
  } catch (error) {
    if (error instanceof MessagesThrottled) {
      await save(ports, isolation, { ...message, state: 'waiting' }, version)
      throw error
    }
    if (!(error instanceof MessageRefused)) throw error
    await save(ports, isolation, { ...message, state: 'refused', reason: error.reason }, version)
    await recordRefusal(ports, isolation.id, message, error.reason)
  }
}

/** At night a reply goes only to the phone that wrote: somebody with a phone of their own may be asleep. */
const answersAnotherPhone = async (
  { store }: Pick<Ports, 'store'>,
  { isolation, book }: Context,
  message: Message,
  now: Instant,
): Promise<boolean> => {
  if (message.answers === undefined) return false
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
  if (!mayGoOut(message, context.book, context.isolation.zone, now)) return
  if (await answersAnotherPhone(ports, context, message, now)) return
  const claimed: Message = { ...message, state: 'sending', claimedAt: now }
  if (await save(ports, context.isolation, claimed, version))
    await handOver(ports, context, claimed, version + 1)
}

const isNeeded = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { isolation, book }: Context,
  message: Message,
): Promise<boolean> => {
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
  { isolation: id, key }: { readonly isolation: IsolationId; readonly key: string },
  patience = 0,
): Promise<void> => {
  const context = await loadIsolation(ports, id)
  const { isolation } = context
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
  ports.log.info('message.given-up', { isolation: id, key, state: givenUp })
  await save(ports, isolation, { ...message, state: givenUp }, item.version)
}
