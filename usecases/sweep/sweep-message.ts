import { subjectIn as subjectOf } from '../../core/aggregate/subject.ts'
import { bySubject } from '../../core/ids.ts'
import type { Message } from '../../core/message/message.ts'
import { ConditionFailed, type Item } from '../../core/ports/store.ts'
import { isStillQueued } from '../../core/sweep/still-queued.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import { mayGoOut } from '../../core/texts/sending-hours.ts'
import { plus } from '../../core/time/instant.ts'
import { subjectIn } from '../../record/keys.ts'
import { messageItem, readMessage } from '../../record/message-repository.ts'
import { type LoadedSubject, loadSubject } from '../../record/subject-repository.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { type Looking, leftBehind, readOrReport } from './looking.ts'

/** So that the next sweep knows that it is queued. If it was sent at once, nothing has to be noted. */
const noteHanded = async (
  { ports, now }: Looking,
  loaded: LoadedSubject,
  { version }: Item,
  message: Message,
): Promise<void> => {
  try {
    const put = messageItem(subjectOf(loaded), { ...message, handedAt: now })
    await ports.store.transact([{ put, expect: { version } }])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** A message that waits, and is in no queue any more, is sent as soon as it may go out. */
export const sweepMessage = async (looking: Looking, item: Item): Promise<void> => {
  const { ports, now, found } = looking
  const message = await readOrReport(looking, item, () => readMessage(item))
  if (message === undefined || plus(message.at, GRACE) > now) return
  const id = subjectIn(item)
  if (id === undefined) return
  try {
    const loaded = await loadSubject(ports, id)
    const { zone } = subjectOf(loaded)
    if (!mayGoOut(message, loaded.book, zone, now)) return
    if (isStillQueued(message, loaded.book, zone, now)) return
    await deliverAgain(ports, loaded, message.key)
    await noteHanded(looking, loaded, item, message)
    found.mended += 1
  } catch (error) {
    ports.log.error('sweep.message-failed', { subject: id, key: message.key }, error)
    leftBehind(found, { id: message.key, ...bySubject(id), why: 'message_not_sent', since: message.at })
  }
}
