import * as z from 'zod/mini'
import { Answer } from '../../../core/matter/matter.ts'
import { EscalationId } from '../../../core/ids.ts'

/** Why an answer was not taken: the API's status, and its words where it gave some. */
const Refusal = z.strictObject({ status: z.int(), reason: z.string() })

/** One answer to a matter on its way to the API. */
export const QueuedAnswer = z.strictObject({
  /** The request's Idempotency-Key: sent twice, it is recorded once. */
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  matter: EscalationId,
  /** By which the worker knows the matter, also when no list could be read. */
  code: z.string(),
  answer: Answer,
  /** Degrees Celsius. */
  temperature: z.optional(z.number()),
  /** Kept until it has been sent, no longer. */
  phone: z.optional(z.string()),
  /** When it was given, in milliseconds of this device: the order of sending. */
  at: z.number(),
  /** When it first may have reached the API. Absent: it never has. */
  firstTriedAt: z.optional(z.number()),
  refused: z.optional(Refusal),
})
export type QueuedAnswer = z.infer<typeof QueuedAnswer>

/** How one try ended. */
export type SendResult =
  | { readonly result: 'recorded' }
  | { readonly result: 'refused'; readonly status: number; readonly reason: string }
  /** Nobody answered, or the API was too busy or broken: the same again, later. */
  | { readonly result: 'later' }
  | { readonly result: 'signed out' }

/** The API knows a key for a day; after that a second try could be recorded twice. */
const KEY_LIVES = 20 * 60 * 60 * 1000
export const OUTCOME_UNKNOWN = 0

export const inOrder = (answers: readonly QueuedAnswer[]): QueuedAnswer[] =>
  [...answers].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

export const isPending = ({ refused }: QueuedAnswer): boolean => refused === undefined

/** Where to put a new answer. undefined: the same one waits already, so that a second tap changes nothing. */
export const enqueueable = (
  queue: readonly QueuedAnswer[],
  answer: QueuedAnswer,
): QueuedAnswer | undefined =>
  queue.some(
    (known) =>
      known.id === answer.id ||
      (isPending(known) && known.matter === answer.matter && known.answer === answer.answer),
  )
    ? undefined
    : answer

/** What is to be sent next: the oldest that was not refused. */
export const nextOf = (queue: readonly QueuedAnswer[]): QueuedAnswer | undefined =>
  inOrder(queue).find(isPending)

/** True as long as it surely never reached the API. */
export const canBeTakenBack = (answer: QueuedAnswer): boolean =>
  isPending(answer) && answer.firstTriedAt === undefined

/** Without what is personal: that has been sent, or is never to be. */
const refusedWith = (answer: QueuedAnswer, status: number, reason: string): QueuedAnswer => {
  const { phone: _phone, temperature: _temperature, ...rest } = answer
  return { ...rest, refused: { status, reason } }
}

/**
 * What has to be kept before a try, so that a crash within it is known afterwards. `refused` is set when it is too late
 * to try again without the risk of recording it twice.
 */
export const aboutToTry = (answer: QueuedAnswer, now: number): QueuedAnswer => {
  if (answer.firstTriedAt === undefined) return { ...answer, firstTriedAt: now }
  return now - answer.firstTriedAt > KEY_LIVES ? refusedWith(answer, OUTCOME_UNKNOWN, '') : answer
}

/** What remains of an answer after a try. undefined: nothing, it is recorded. */
export const afterTrying = (answer: QueuedAnswer, tried: SendResult): QueuedAnswer | undefined => {
  switch (tried.result) {
    case 'recorded':
      return undefined
    case 'refused':
      return refusedWith(answer, tried.status, tried.reason)
    case 'later':
    case 'signed out':
      return answer
  }
}

/** Too busy, too many, timed out or broken: worth another try. Everything else is an answer. */
export const isWorthAnotherTry = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500
