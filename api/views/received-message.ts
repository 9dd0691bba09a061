import * as z from 'zod/mini'
import { Actor } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import type { ShownEntry } from './ledger-view.ts'

const READ_AT_ONCE = 32
/** Of very many messages, only the newest are shown. */
const LIMIT = 300

export const ReceivedMessage = z.strictObject({
  inbound: z.string().check(z.describe('The name under which the ledger says how it was read.')),
  at: InstantSchema,
  by: Actor,
  text: z.string().check(z.describe('As the sender wrote it: display it as plain text.')),
})
export type ReceivedMessage = z.infer<typeof ReceivedMessage>

/** The sender of each message or request that the ledger names. */
const senders = (ledger: readonly Pick<ShownEntry, 'by' | 'event'>[]): Map<string, Actor> =>
  new Map(
    ledger.flatMap(({ by, event }) =>
      'inbound' in event && event.inbound !== undefined ? [[event.inbound, by]] : [],
    ),
  )

/** The words of the messages that the ledger names, oldest first, as long as they are kept. */
export const receivedMessages = async (
  store: Store,
  ledger: readonly Pick<ShownEntry, 'by' | 'event'>[],
): Promise<ReceivedMessage[]> => {
  const named = [...senders(ledger)].slice(-LIMIT)
  const texts = await fewAtOnce(named, READ_AT_ONCE, async ([id, by]) => {
    const inbound = await findInbound(store, id)
    return inbound === undefined ? [] : [{ inbound: id, at: inbound.at, by, text: inbound.text }]
  })
  return texts.flat()
}
