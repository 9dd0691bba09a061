import type { Clock } from '../../core/ports/clock.ts'
import type { Log } from '../../core/ports/log.ts'
import {
  type Callback,
  type CallbackProof,
  type CallbackSecrets,
  isFromGateway,
} from './callback-signature.ts'
import { entriesIn } from './entries-in.ts'
import { receiptOfEntry } from './receipt-of-entry.ts'
import { textOfEntry } from './text-of-entry.ts'

/** Puts these bodies into a queue: all of them before it returns. */
export type Enqueue = (bodies: readonly string[]) => Promise<void>

export type CallbackKind = 'texts' | 'receipts'

export interface CallbackPorts {
  readonly clock: Clock
  readonly log: Log
  readonly secrets: () => Promise<CallbackSecrets>
  readonly proof: CallbackProof
  /** The queues of `receive-sms` and `receive-receipt`. */
  readonly queues: Readonly<Record<CallbackKind, Enqueue>>
}

export interface CallbackAnswer {
  readonly status: number
  readonly body: string
}

/** As gateways expect it; another status than 200, or none, has the callback come again. */
const answer = (status: number, code: number, msg: string): CallbackAnswer => ({
  status,
  body: JSON.stringify({ code, msg }),
})

const read: Readonly<Record<CallbackKind, (entry: object) => object | undefined>> = {
  texts: textOfEntry,
  receipts: receiptOfEntry,
}

/**
 * Takes a callback of the SMS gateway and passes its texts or receipts on to their queues; nothing is decided here, so
 * that the gateway has its answer at once. An entry that nobody can read goes there as it is: it ends among the dead
 * letters, where a person looks, and the others of its batch are not held up. A callback that comes twice is passed on
 * twice: behind the queues a text counts once by its id, and a receipt adds nothing the second time.
 */
export const receiveCallback = async (
  { clock, log, secrets, proof, queues }: CallbackPorts,
  kind: CallbackKind,
  callback: Callback,
): Promise<CallbackAnswer> => {
  if (!isFromGateway(callback, proof, await secrets(), clock.now())) {
    log.error('callback.not-from-gateway', { kind })
    return answer(401, 1, 'signature')
  }
  const entries = entriesIn(callback.body)
  if (entries === undefined) {
    log.error('callback.unreadable', { kind })
    return answer(400, 1, 'expected a JSON array')
  }
  const bodies = entries.flatMap((entry) => {
    try {
      const known = read[kind](entry)
      return known === undefined ? [] : [JSON.stringify(known)]
    } catch {
      log.error('callback.entry-unreadable', { kind })
      return [JSON.stringify(entry)]
    }
  })
  await queues[kind](bodies)
  return answer(200, 0, 'OK')
}
