import * as z from 'zod/mini'
import {
  InvalidMessage,
  MessageRefused,
  MessagesThrottled,
  ProviderUnavailable,
} from '../core/ports/messages.ts'

/** The gateway may have sent the message, or not: it has not said. Its receipt may still tell. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

/** Nothing was sent, and nothing will be until a person has acted. `code`: the gateway's own. */
export class NeedsPerson extends ProviderUnavailable {
  readonly code: string
  constructor(code: string) {
    super(`the gateway does not take it until somebody acts: ${code}`)
    this.code = code
  }
}

const Answer = z.looseObject({ Code: z.string(), BizId: z.optional(z.string()) })

/** It has sent nothing, and will send it later. A number's own limit is one of them: so many texts an hour. */
const THROTTLING = /^(Throttling(\..+)?|isv\.BUSINESS_LIMIT_.+|isv\.MESSAGE_FREQUENCY_LIMIT)$/

const REFUSED: ReadonlyMap<string, 'invalid_number' | 'opted_out'> = new Map([
  ['isv.MOBILE_NUMBER_ILLEGAL', 'invalid_number'],
  ['isv.PHONE_NUMBER_ILLEGAL', 'invalid_number'],
  ['isv.MOBILE_IN_BLACK', 'opted_out'],
])

/** The words themselves are refused, by a list of words or by their length. */
const INVALID: ReadonlySet<string> = new Set([
  'isv.BLACK_KEY_CONTROL_LIMIT',
  'isv.PARAM_LENGTH_LIMIT',
  'isv.PARAM_NOT_SUPPORT_URL',
  'isv.SMS_CONTENT_ILLEGAL',
])

/** Faults of its own, after which it says itself that the message may have gone. */
const UNKNOWN = /^(isp\.(?!RAM_).+|InternalError|ServiceUnavailable(\..+)?)$/

/**
 * What the gateway has answered to a message.
 * https://help.aliyun.com/zh/sms/developer-reference/api-error-codes
 * @throws MessageRefused, MessagesThrottled, NeedsPerson, InvalidMessage, OutcomeUnknown
 */
export const idIn = (status: number, body: string): string => {
  const answer = parsed(body)
  if (answer === undefined) {
    if (status === 429) throw new MessagesThrottled('the gateway does not take it now: 429')
    throw new OutcomeUnknown(`the gateway answered ${status} and nothing that can be read`)
  }
  const { Code, BizId } = answer
  if (Code === 'OK') {
    if (BizId === undefined) throw new OutcomeUnknown('the gateway took a message and gave no id for it')
    return BizId
  }
  const reason = REFUSED.get(Code)
  if (reason !== undefined) throw new MessageRefused(reason)
  if (THROTTLING.test(Code)) throw new MessagesThrottled(`the gateway does not take it now: ${Code}`)
  if (INVALID.has(Code)) throw new InvalidMessage(`the gateway does not take this text: ${Code}`)
  if (UNKNOWN.test(Code)) throw new OutcomeUnknown(`the gateway failed: ${Code}`)
  // The balance, the signature, a text that is not approved, a wrong key.
  throw new NeedsPerson(Code)
}

const parsed = (body: string): z.infer<typeof Answer> | undefined => {
  try {
    return z.safeParse(Answer, JSON.parse(body)).data
  } catch {
    return undefined
  }
}
