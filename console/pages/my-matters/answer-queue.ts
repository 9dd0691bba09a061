import * as z from 'zod/mini'
import { MatterId } from '../../../core/ids.ts'
import { Answer } from '../../../core/matter/matter.ts'

/** Why an answer was refused: the API's status and message. */
const Refusal = z.strictObject({ status: z.int(), reason: z.string() })

/** One answer to a matter on its way to the API. */
export const QueuedAnswer = z.strictObject({
  /** The request's Idempotency-Key: sent twice, it is recorded once. */
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  matter: MatterId,
  /** The worker's code for the matter, for when no list can be read. */
  code: z.string(),
  answer: Answer,
  /** Degrees Celsius. */
  temperature: z.optional(z.number()),
  /** Removed once it has been sent. */
  phone: z.optional(z.string()),
  /** When it was given, in milliseconds on this device. Answers are sent in this order. */
  at: z.number(),
  /** When it may first have reached the API. Absent: never. */
  firstTriedAt: z.optional(z.number()),
  refused: z.optional(Refusal),
})
export type QueuedAnswer = z.infer<typeof QueuedAnswer>

/** How one try ended. */
export type SendResult =
  | { readonly result: 'recorded' }
  | { readonly result: 'refused'; readonly status: number; readonly reason: string }
  /** No answer, or the API was busy or broken: try again later. */
  | { readonly result: 'later' }
  | { readonly result: 'signed_out' }

/** The API keeps a key for a day. After that a retry could be recorded twice. */
const KEY_LIVES = 20 * 60 * 60 * 1000
export const OUTCOME_UNKNOWN = 0

export const inOrder = (answers: readonly QueuedAnswer[]): QueuedAnswer[] =>
  [...answers].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

export const isPending = ({ refused }: QueuedAnswer): boolean => refused === undefined

/** undefined: the same answer is already waiting, so a second tap changes nothing. */
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

/** The next answer to send: the oldest that was not refused. */
export const nextOf = (queue: readonly QueuedAnswer[]): QueuedAnswer | undefined =>
  inOrder(queue).find(isPending)

/** True as long as it cannot have reached the API. */
export const canBeTakenBack = (answer: QueuedAnswer): boolean =>
  isPending(answer) && answer.firstTriedAt === undefined

/** Drops the personal data: it is not needed any more. */
const refusedWith = (answer: QueuedAnswer, status: number, reason: string): QueuedAnswer => {
  const { phone: _phone, temperature: _temperature, ...rest } = answer
  return { ...rest, refused: { status, reason } }
}

/**
 * The entry to store before a try, so that a crash during the try is noticed. `refused` is set when a retry could record
 * the answer twice.
 */
export const aboutToTry = (answer: QueuedAnswer, now: number): QueuedAnswer => {
  if (answer.firstTriedAt === undefined) return { ...answer, firstTriedAt: now }
  return now - answer.firstTriedAt > KEY_LIVES ? refusedWith(answer, OUTCOME_UNKNOWN, '') : answer
}

/** The answer after a try. undefined: it is recorded. */
export const afterTrying = (answer: QueuedAnswer, tried: SendResult): QueuedAnswer | undefined => {
  switch (tried.result) {
    case 'recorded':
      return undefined
    case 'refused':
      return refusedWith(answer, tried.status, tried.reason)
    case 'later':
    case 'signed_out':
      return answer
  }
}

/** Busy, too many, timed out or broken: worth another try. Everything else is final. */
export const isWorthAnotherTry = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500
