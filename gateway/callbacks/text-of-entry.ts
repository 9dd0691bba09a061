import * as z from 'zod/mini'
import { mainlandMobile } from '../../core/phone/phone-number.ts'
import { GatewayTime } from './gateway-time.ts'

/** https://help.aliyun.com/zh/sms/developer-reference/smsup-http */
const Entry = z.looseObject({
  phone_number: z.string().check(z.minLength(1)),
  send_time: GatewayTime,
  content: z.string(),
  sequence_id: z.string().check(z.minLength(1)),
})

/**
 * A received text as the queue of `receive-sms` holds it, in the envelope that says when it was published: under the
 * gateway's id, so that it counts once. @throws ZodError
 */
export const textOfEntry = (entry: object): object => {
  const { phone_number, send_time, content, sequence_id } = Entry.parse(entry)
  const sms = {
    originationNumber: mainlandMobile(phone_number) ?? phone_number,
    messageBody: content,
    inboundMessageId: `gateway-${sequence_id}`,
  }
  return { Type: 'Notification', Message: JSON.stringify(sms), Timestamp: send_time }
}
