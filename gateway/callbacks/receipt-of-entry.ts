import * as z from 'zod/mini'
import type { FailureReason, Receipt } from '../../core/message/message.ts'
import { GatewayTime } from './gateway-time.ts'

/** https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const Entry = z.looseObject({
  report_time: GatewayTime,
  success: z.union([
    z.boolean(),
    z.pipe(
      z.enum(['true', 'false']),
      z.transform((word) => word === 'true'),
    ),
  ]),
  err_code: z.optional(z.string()),
  biz_id: z.string().check(z.minLength(1)),
  /** Our key. */
  out_id: z.optional(z.string()),
})

/**
 * Codes of the gateway and of the carriers behind it, which it passes on. Only what certainly lasts is opted out or an
 * invalid number, for after that nobody is asked by SMS any more.
 */
const FAILURES: readonly (readonly [RegExp, FailureReason | 'unknown'])[] = [
  [/^(UNKNOWN|NO_RESPONSE|NORESPONSE|REPORT_TIMEOUT)$/, 'unknown'],
  [/^(UNSUBSCRIBE|MOBILE_UNSUBSCRIBE)$/i, 'opted_out'],
  [/^(INVALID_NUMBER|MOBILE_NUMBER_ILLEGAL|MK:0001|PHONEERR)$/, 'invalid_number'],
  [/^(MOBILE_NOT_ON_SERVICE|MOBILE_TERMINAL_ERROR|MOBILE_ACCOUNT_ABNORMAL|NOT_ON_SERVICE)$/, 'unreachable'],
  [/^(EXPIRED|UNDELIV|UNDELIVERABLE|M[KIN]:?\d+)/, 'unreachable'],
  [/BLACK|BLOCK|KEYWORD|CONTENT|SIGN|LIMIT|REJECT|^MA:|^NO_?ROUTE/i, 'blocked'],
]

const failureOf = (code: string): FailureReason | 'unknown' =>
  FAILURES.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'

/** undefined: it says nothing about a message of ours. @throws ZodError */
export const receiptOfEntry = (entry: object): Receipt | undefined => {
  const { report_time: at, success, err_code = '', biz_id: providerId, out_id: key } = Entry.parse(entry)
  if (key === undefined || key === '') return undefined
  if (success) return { key, providerId, delivery: { state: 'delivered', at } }
  const why = failureOf(err_code)
  return why === 'unknown' ? undefined : { key, providerId, delivery: { state: 'failed', at, why } }
}
