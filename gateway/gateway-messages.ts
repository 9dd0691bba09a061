import type { Clock } from '../core/ports/clock.ts'
import type { Ids } from '../core/ports/ids.ts'
import type { Log } from '../core/ports/log.ts'
import {
  checkText,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  ProviderUnavailable,
  type Sms,
} from '../core/ports/messages.ts'
import { signatureIn } from '../core/texts/signature-in-text.ts'
import { type AccessKey, signedHeaders } from './acs3-signature.ts'
import { type AsRegistered, type RegisteredText, registry } from './registered-texts.ts'
import { idIn, NeedsPerson, OutcomeUnknown } from './send-answer.ts'

export interface GatewayOptions {
  /** `https://dysmsapi.aliyuncs.com` */
  readonly endpoint: string
  /** Read before each message, so that a changed one is noticed. */
  readonly accessKey: () => Promise<AccessKey>
  /** Those that the carriers know. A message under another one goes out under the first of these. */
  readonly signatures: readonly [string, ...string[]]
  readonly registered: readonly RegisteredText[]
  readonly clock: Clock
  readonly ids: Ids
  /** Milliseconds for one request. */
  readonly timeout: number
  readonly log?: Log
}

/** The only numbers that a gateway of the mainland serves. */
const MAINLAND = /^\+86(1\d{10})$/

export const servesNumber = (phone: string): boolean => MAINLAND.test(phone)

/**
 * Messages by an SMS gateway of mainland China: SendSms of Alibaba Cloud, which others have taken over. It takes the id
 * of a registered text with its variables, and returns our key (`OutId`) with each receipt. It has no limit for how long
 * it may try to deliver a message.
 */
export const makeGatewayMessages = (options: GatewayOptions): Messages => {
  const { signatures, registered, log } = options
  const asRegistered = registry(registered)
  return {
    send: async (sms) => {
      checkText(sms.text)
      const number = MAINLAND.exec(sms.to)?.[1]
      if (number === undefined) throw new MessageRefused('invalid_number')
      const { signature, words } = signatureIn(sms.text, sms.language)
      const text = asRegistered(words)
      if (text === undefined) throw unregistered(sms, log)
      const sign = signature !== undefined && signatures.includes(signature) ? signature : signatures[0]
      try {
        return { providerId: await post(options, { key: sms.key, number, sign, text }) }
      } catch (error) {
        if (error instanceof NeedsPerson) log?.error('sms.provider-refuses', { reason: error.code })
        throw error
      }
    },
  }
}

/** Nothing was sent, and nothing will be until the text is registered: `npm run texts` says which. */
const unregistered = ({ template, language }: Sms, log: Log | undefined): MessagesThrottled => {
  log?.error('sms.text-not-registered', { template, language })
  return new MessagesThrottled(`no registered text says what '${template}' says in ${language}`)
}

interface Outgoing {
  readonly key: string
  readonly number: string
  readonly sign: string
  readonly text: AsRegistered
}

const post = async (
  { endpoint, accessKey, clock, ids, timeout }: GatewayOptions,
  { key, number, sign, text }: Outgoing,
): Promise<string> => {
  const url = new URL('/', endpoint)
  url.search = new URLSearchParams({
    PhoneNumbers: number,
    SignName: sign,
    TemplateCode: text.id,
    TemplateParam: JSON.stringify(text.values),
    OutId: key,
  }).toString()
  const headers = {
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-date': clock.now().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': ids.next(),
  }
  const request = { method: 'POST', url, headers, body: '' } as const
  const signed = signedHeaders(request, await accessKey())
  let answer: { readonly status: number; readonly body: string }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: signed,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    answer = { status: response.status, body: await response.text() }
  } catch (error) {
    throw unanswered(error)
  }
  return idIn(answer.status, answer.body)
}

const NEVER_CONNECTED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The error of `fetch` is dropped: it may hold the address, and in it the number. */
const unanswered = (error: unknown): Error => {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return NEVER_CONNECTED.has(code)
    ? new ProviderUnavailable(`the gateway cannot be reached: ${String(code)}`)
    : new OutcomeUnknown('the gateway did not answer')
}
