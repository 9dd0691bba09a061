import { IsolationId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { deliveryKnown, mattersOfSilence } from '../../core/isolation/decisions/delivery-known.ts'
import { isLasting, promptOf, wentToFormerNumber, withReceipt } from '../../core/isolation/prompt-delivery.ts'
import { promptedSlot } from '../../core/isolation/resend.ts'
import type { Message, Receipt } from '../../core/message/message.ts'
import type { RefusalReason } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { isolationKey, messageKey } from '../../record/keys.ts'
import type { Matters } from '../../record/matters.ts'
import { messageItem, readMessage } from '../../record/message-repository.ts'
import { logRefusedStaffPhone, refused } from '../deliver/record-refusal.ts'
import { StillSending } from '../deliver/still-sending.ts'
import { askedByMessage } from '../judge-silence/asked-by-message.ts'
import { startLadders, startLaddersAgain } from '../start-ladders/start-ladders.ts'

/** A send without a result this long after its start has crashed: the receipt knows more. */
const PATIENCE = MINUTE

interface Received {
  readonly before: Message
  readonly after: Message
  readonly write: Write
}

/** undefined: there is no such message, or the receipt says nothing new. @throws StillSending */
const received = async (
  ports: Ports,
  loaded: Loaded,
  key: string,
  receipt: Receipt,
): Promise<Received | undefined> => {
  const { isolation, now } = loaded
  const item = await ports.store.get(messageKey(isolation.id, key))
  if (item === undefined) return undefined
  const before = readMessage(item)
  if (before.state === 'sending' && plus(before.claimedAt ?? before.at, PATIENCE) > now)
    throw new StillSending(`${key} of ${isolation.id} is being sent`)
  const after = withReceipt(before, receipt)
  if (after === before) return undefined
  return { before, after, write: { put: messageItem(isolation, after), expect: { version: item.version } } }
}

/** News that this number will never take a message. */
const lastingFailure = ({ before, after }: Pick<Received, 'before' | 'after'>): RefusalReason | undefined => {
  if (!isLasting(after) || after.delivery?.state !== 'failed' || before.delivery !== undefined)
    return undefined
  return after.delivery.why === 'opted_out' ? 'opted_out' : 'invalid_number'
}

/** What follows besides the message itself. undefined: nothing. */
const follows = async (
  ports: Ports,
  loaded: Loaded,
  matters: Matters,
  { before, after, write }: Received,
): Promise<Decision | undefined> => {
  const { isolation } = loaded
  if (after.to.who === 'resident' && wentToFormerNumber(isolation, after)) return undefined
  const lasting = lastingFailure({ before, after })
  if (lasting !== undefined) {
    const decision = await refused(ports, loaded, after, lasting)
    return { ...decision, writes: [...(decision.writes ?? []), write] }
  }
  if (after.to.who !== 'resident') return undefined
  const slot = promptedSlot(isolation, after.key)
  const known = slot === undefined ? undefined : isolation.slots[slot]
  if (slot === undefined || known?.state !== 'missed') return undefined
  const messages = await askedByMessage(ports.store, isolation, slot)
  const prompt = promptOf(
    { ...isolation, contact: { by: 'sms' } },
    loaded.book,
    slot,
    messages.map((text) => (text.key === after.key ? after : text)),
  )
  if (prompt === undefined || prompt === known.prompt) return undefined
  const open = await matters.each(mattersOfSilence(isolation, slot))
  const decision = deliveryKnown(open, slot, prompt, loaded.now)
  return decision.events.length === 0 ? undefined : { by: 'workflow', ...decision, writes: [write] }
}

/** The isolation of a message, and the message's key there. undefined: a message without an isolation. */
const textOf = (key: string): { readonly id: IsolationId; readonly key: string } | undefined => {
  const [first = '', ...rest] = key.split('/')
  const id = IsolationId.safeParse(first)
  return id.success && rest.length > 0 ? { id: id.data, key: rest.join('/') } : undefined
}

/**
 * Records what became of a message. A receipt finds its message by the business key, which the provider returns, even
 * if a crash hid the provider's id. A number that will never take messages has the same consequences as a refused one;
 * a receipt after its slot has closed changes the open matter. Safe to repeat, in any order.
 * @throws StillSending when the send has not ended yet: the receipt comes again
 */
export const receiveReceipt = async (ports: Ports, receipt: Receipt): Promise<void> => {
  const text = textOf(receipt.key)
  if (text === undefined || (await ports.store.get(isolationKey(text.id))) === undefined) return
  let alone: Write | undefined
  let heard: Received | undefined
  const result = await handleCommand(ports, text.id, async (loaded, matters) => {
    alone = undefined
    const news = await received(ports, loaded, text.key, receipt)
    heard = news
    if (news === undefined) return undefined
    const decision = await follows(ports, loaded, matters, news)
    if (decision === undefined) alone = news.write
    return decision
  })
  if (alone !== undefined) await ports.store.transact([alone])
  const lasting = heard === undefined ? undefined : lastingFailure(heard)
  if (heard !== undefined && lasting !== undefined) logRefusedStaffPhone(ports, text.id, heard.after, lasting)
  await startLadders(ports, result)
  // An earlier try may have recorded a matter and crashed before starting its ladder.
  if (result.decision === undefined && isLasting(receipt))
    await startLaddersAgain(
      ports,
      result.isolation,
      ({ kind }) => kind === 'unreachable' || kind === 'opted_out',
    )
}
