import { IsolationId } from '../../core/ids.ts'
import type { Item } from '../../core/ports/store.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import { mayGoOut } from '../../core/texts/sending-hours.ts'
import { plus } from '../../core/time/instant.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { readMessage } from '../../record/message-repository.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { type Looking, leftBehind, readOrReport } from './looking.ts'

/** A message that waits is sent as soon as it may go out. */
export const sweepMessage = async (looking: Looking, item: Item): Promise<void> => {
  const { ports, now, found } = looking
  const message = await readOrReport(looking, item, () => readMessage(item))
  if (message === undefined || plus(message.at, GRACE) > now) return
  const id = IsolationId.parse(item.pk.replace('ISOLATION#', ''))
  try {
    const loaded = await loadIsolation(ports, id)
    if (!mayGoOut(message, loaded.book, loaded.isolation.zone, now)) return
    await deliverAgain(ports, loaded, message.key)
    found.mended += 1
  } catch (error) {
    ports.log.error('sweep.message-failed', { isolation: id, key: message.key }, error)
    leftBehind(found, { id: message.key, isolation: id, why: 'message_not_sent', since: message.at })
  }
}
