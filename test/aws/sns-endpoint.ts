import { createServer } from 'node:http'
import * as z from 'zod/mini'

export interface Published {
  readonly phoneNumber?: string
  /** Of a text: what was given beside the number and the words. */
  readonly given?: Readonly<Record<string, unknown>>
  readonly topicArn?: string
  readonly message: string
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly value: string }>>
}

export interface SnsEndpoint {
  readonly endpoint: string
  /** What SNS took, in order; also what it will not deliver. */
  readonly published: Published[]
  readonly optedOut: Set<string>
  readonly invalid: Set<string>
  /** The next calls meet these; all others pass. */
  next(...faults: (string | 'lose the answer')[]): void
  delivered(phone: string): string[]
  close(): Promise<void>
}

/** The provider's own limits: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
const TextMessage = z.strictObject({
  DestinationPhoneNumber: z.string(),
  MessageBody: z.string().check(z.minLength(1), z.maxLength(1600)),
  MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']),
  Context: z.optional(z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(800)))),
  ConfigurationSetName: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_:/-]{1,256}$/))),
  OriginationIdentity: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_:/+-]{1,256}$/))),
  MaxPrice: z.optional(z.string().check(z.regex(/^[0-9]{0,2}\.[0-9]{1,5}$/))),
  TimeToLive: z.optional(z.int().check(z.minimum(5), z.maximum(259_200))),
})

/** The names of these faults where a text is sent. */
const CONFLICTS: Readonly<Record<string, string>> = { OptedOut: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }

const attributesIn = (form: URLSearchParams): Published['attributes'] => {
  const attributes: Record<string, { type: string; value: string }> = {}
  for (let entry = 1; ; entry += 1) {
    const name = form.get(`MessageAttributes.entry.${entry}.Name`)
    if (name === null) return attributes
    attributes[name] = {
      type: form.get(`MessageAttributes.entry.${entry}.Value.DataType`) ?? '',
      value: form.get(`MessageAttributes.entry.${entry}.Value.StringValue`) ?? '',
    }
  }
}

const faultOf = (form: URLSearchParams): string | undefined => {
  const message = form.get('Message') ?? ''
  const attributes = Object.entries(attributesIn(form))
  if (message === '') return 'Invalid parameter: Empty message'
  if (attributes.some(([, { type, value }]) => !['String', 'Number'].includes(type) || value === ''))
    return 'Invalid parameter: MessageAttributes'
  return /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(form.get('TopicArn') ?? '')
    ? undefined
    : 'Invalid parameter: TopicArn'
}

const failure = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>test</RequestId></ErrorResponse>`

const invalidField = (Name: string, value: string): object => ({
  __type: 'ValidationException',
  Message: `${value} is not valid`,
  Reason: 'INVALID_PARAMETER',
  Fields: [{ Name, Message: `${value} is not valid` }],
})

const success = (action: string, result: string): string =>
  `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>test</RequestId></ResponseMetadata></${action}Response>`

/** The parts of SNS and End User Messaging that we use, with their checks; they store the requests. */
export const openSnsEndpoint = async (): Promise<SnsEndpoint> => {
  const published: Published[] = []
  const optedOut = new Set<string>()
  const invalid = new Set<string>()
  const faults: string[] = []
  const keep = (one: Published): string => {
    published.push(one)
    return `00000000-0000-4000-8000-${String(published.length).padStart(12, '0')}`
  }
  const publish = (form: URLSearchParams): string =>
    keep({
      topicArn: form.get('TopicArn') ?? '',
      message: form.get('Message') ?? '',
      attributes: attributesIn(form),
    })
  /** What the provider answers to SendTextMessage, and with which status. */
  const sendText = (body: string, fault: string | undefined): readonly [number, object] => {
    const {
      DestinationPhoneNumber: phoneNumber,
      MessageBody: message,
      ...given
    } = TextMessage.parse(JSON.parse(body))
    const conflict = optedOut.has(phoneNumber) ? CONFLICTS['OptedOut'] : CONFLICTS[fault ?? '']
    if (conflict !== undefined)
      return [400, { __type: 'ConflictException', Message: 'refused', Reason: conflict }]
    if (fault === 'InvalidParameter' || fault === 'InvalidText')
      return [400, invalidField(fault === 'InvalidText' ? 'MessageBody' : 'MaxPrice', phoneNumber)]
    if (fault === 'InternalError') return [500, { __type: 'InternalServerException', Message: 'failed' }]
    if (fault !== undefined && fault !== 'lose the answer')
      return [400, { __type: fault, Message: 'refused' }]
    if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber) || invalid.has(phoneNumber))
      return [400, invalidField('DestinationPhoneNumber', phoneNumber)]
    return [200, { MessageId: keep({ phoneNumber, message, given, attributes: {} }) }]
  }
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const sent = Buffer.concat(chunks).toString()
      if (from.headers['x-amz-target'] === 'PinpointSMSVoiceV2.SendTextMessage') {
        const fault = faults.shift()
        const [status, body] = sendText(sent, fault)
        if (fault === 'lose the answer') from.socket.destroy()
        else to.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
        return
      }
      const form = new URLSearchParams(sent)
      const action = form.get('Action') ?? ''
      const answer = (status: number, body: string): void => {
        to.writeHead(status, { 'content-type': 'text/xml' })
        to.end(body)
      }
      const fault = faults.shift()
      if (fault !== undefined && fault !== 'lose the answer') {
        answer(fault === 'InternalError' ? 500 : 400, failure(fault, 'refused'))
        return
      }
      const wrong = faultOf(form)
      if (wrong !== undefined) {
        answer(400, failure('InvalidParameter', wrong))
        return
      }
      const id = publish(form)
      if (fault === 'lose the answer') from.socket.destroy()
      else answer(200, success(action, `<MessageId>${id}</MessageId>`))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    published,
    optedOut,
    invalid,
    next: (...coming) => void faults.push(...coming),
    delivered: (phone) =>
      published.filter(({ phoneNumber }) => phoneNumber === phone).map(({ message }) => message),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
