import { subjectIn } from '../../core/aggregate/subject.ts'
import { type HouseholdId, isIsolation, SubjectId } from '../../core/ids.ts'
import type { Loaded, TellsNobody } from '../../core/isolation/decision.ts'
import { mattersOfSilence } from '../../core/isolation/decisions/delivery-known.ts'
import {
  isOfFormerNumber,
  lastingFailure,
  missedSlotOf,
  type News,
  receiptAfterSlot,
} from '../../core/isolation/decisions/receive-receipt.ts'
import { isLasting, withReceipt } from '../../core/isolation/prompt-delivery.ts'
import type { Receipt } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { loadHousehold } from '../../record/household-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { messageKey, subjectKey } from '../../record/keys.ts'
import type { Matters } from '../../record/matters.ts'
import { messageItem, readMessage } from '../../record/message-repository.ts'
import type { LoadedSubject } from '../../record/subject-repository.ts'
import { answerTasks } from '../apply-effects/answer-tasks.ts'
import { logRefusedStaffPhone, refused } from '../deliver/record-refusal.ts'
import { StillSending } from '../deliver/still-sending.ts'
import { tryEach } from '../deliver/try-each.ts'
import { askedByMessage } from '../judge-silence/asked-by-message.ts'
import { startLadders, startLaddersAgain } from '../start-ladders/start-ladders.ts'

/** A send without a result this long after its start has crashed: the receipt knows more. */
const PATIENCE = MINUTE

interface Received extends News {
  readonly write: Write
}

/** undefined: there is no such message, or the receipt says nothing new. @throws StillSending */
const received = async (
  ports: Pick<Ports, 'store'>,
  loaded: LoadedSubject,
  key: string,
  receipt: Receipt,
): Promise<Received | undefined> => {
  const { now } = loaded
  const subject = subjectIn(loaded)
  const item = await ports.store.get(messageKey(subject.id, key))
  if (item === undefined) return undefined
  const before = readMessage(item)
  if (before.state === 'sending' && plus(before.claimedAt ?? before.at, PATIENCE) > now)
    throw new StillSending(`${key} of ${subject.id} is being sent`)
  const after = withReceipt(before, receipt)
  if (after === before) return undefined
  return { before, after, write: { put: messageItem(subject, after), expect: { version: item.version } } }
}

/** What follows besides the message itself. undefined: nothing. */
const follows = async (
  ports: Pick<Ports, 'store'>,
  loaded: Loaded,
  matters: Matters,
  news: Received,
): Promise<TellsNobody | undefined> => {
  if (isOfFormerNumber(loaded, news)) return undefined
  const lasting = lastingFailure(news)
  if (lasting !== undefined) return refused(ports, loaded, news.after, lasting)
  const slot = missedSlotOf(loaded, news)
  if (slot === undefined) return undefined
  const { isolation } = loaded
  const asked = await askedByMessage(ports.store, isolation, slot)
  const open = await matters.each(mattersOfSilence(isolation, slot))
  return receiptAfterSlot(loaded, slot, news, asked, open)
}

/** What a message is about, and its key there. undefined: it is about nothing. */
const textOf = (key: string): { readonly id: SubjectId; readonly key: string } | undefined => {
  const [first = '', ...rest] = key.split('/')
  const id = SubjectId.safeParse(first)
  return id.success && rest.length > 0 ? { id: id.data, key: rest.join('/') } : undefined
}

/** A message about a home goes to staff: its receipt changes nothing else. */
const receiveAboutHome = async (
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  id: HouseholdId,
  key: string,
  receipt: Receipt,
): Promise<void> => {
  const heard = await received(ports, await loadHousehold(ports, id), key, receipt)
  if (heard === undefined) return
  await ports.store.transact([heard.write])
  const lasting = lastingFailure(heard)
  if (lasting !== undefined) logRefusedStaffPhone(ports, id, heard.after, lasting)
}

/**
 * Records what became of a message. A receipt finds its message by the business key, which the provider returns, even
 * if a crash hid the provider's id. A number that will never take messages has the same consequences as a refused one;
 * a receipt after its slot has closed changes the open matter. Safe to repeat, in any order.
 * @throws StillSending when the send has not ended yet: the receipt comes again
 */
export const receiveReceipt = async (
  ports: Pick<Ports, 'store' | 'executions' | 'tasks' | 'clock' | 'log'>,
  receipt: Receipt,
): Promise<void> => {
  const text = textOf(receipt.key)
  if (text === undefined || (await ports.store.get(subjectKey(text.id))) === undefined) return
  const { id } = text
  if (!isIsolation(id)) return receiveAboutHome(ports, id, text.key, receipt)
  let alone: Write | undefined
  let heard: Received | undefined
  const result = await handleCommand(ports, id, async (loaded, matters): Promise<TellsNobody | undefined> => {
    alone = undefined
    const news = await received(ports, loaded, text.key, receipt)
    heard = news
    if (news === undefined) return undefined
    const decision = await follows(ports, loaded, matters, news)
    if (decision !== undefined) return { ...decision, writes: [...(decision.writes ?? []), news.write] }
    alone = news.write
    return undefined
  })
  if (alone !== undefined) await ports.store.transact([alone])
  const lasting = heard === undefined ? undefined : lastingFailure(heard)
  if (heard !== undefined && lasting !== undefined) logRefusedStaffPhone(ports, id, heard.after, lasting)
  await tryEach([() => startLadders(ports, result), () => answerTasks(ports, result)])
  // An earlier try may have recorded a matter and crashed before starting its ladder.
  if (result.decision === undefined && isLasting(receipt))
    await startLaddersAgain(
      ports,
      result.isolation,
      ({ kind }) => kind === 'unreachable' || kind === 'opted_out',
    )
}
