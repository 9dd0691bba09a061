import { createServer } from 'node:http'

export interface Published {
  readonly phoneNumber?: string
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

/** SNS's own limits on what a text may say of itself. */
const SMS_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  'AWS.SNS.SMS.SMSType': /^(Promotional|Transactional)$/,
  'AWS.SNS.SMS.SenderID': /^(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}$/,
  'AWS.SNS.SMS.MaxPrice': /^\d+(\.\d+)?$/,
  'AWS.MM.SMS.OriginationNumber': /^\+?\d{3,15}$/,
}

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

const faultOf = (form: URLSearchParams, invalid: ReadonlySet<string>): string | undefined => {
  const phone = form.get('PhoneNumber')
  const message = form.get('Message') ?? ''
  const attributes = Object.entries(attributesIn(form))
  if (message === '') return 'Invalid parameter: Empty message'
  if (attributes.some(([, { type, value }]) => !['String', 'Number'].includes(type) || value === ''))
    return 'Invalid parameter: MessageAttributes'
  if (phone === null)
    return /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(form.get('TopicArn') ?? '')
      ? undefined
      : 'Invalid parameter: TopicArn'
  if (!/^\+[1-9]\d{6,14}$/.test(phone) || invalid.has(phone))
    return `Invalid parameter: PhoneNumber Reason: ${phone} is not valid to publish to`
  if (message.length > 1_600) return 'Invalid parameter: Message too long'
  return attributes.some(([name, { value }]) => SMS_ATTRIBUTES[name]?.test(value) !== true)
    ? 'Invalid parameter: MessageAttributes'
    : undefined
}

const failure = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>test</RequestId></ErrorResponse>`

const success = (action: string, result: string): string =>
  `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>test</RequestId></ResponseMetadata></${action}Response>`

/** SNS as far as we use it, which keeps what it was given: the AWS query protocol, and the checks that SNS makes. */
export const openSnsEndpoint = async (): Promise<SnsEndpoint> => {
  const published: Published[] = []
  const optedOut = new Set<string>()
  const invalid = new Set<string>()
  const faults: string[] = []
  const publish = (form: URLSearchParams): string => {
    const [phoneNumber, topicArn] = [form.get('PhoneNumber'), form.get('TopicArn')]
    published.push({
      ...(phoneNumber !== null && { phoneNumber }),
      ...(topicArn !== null && { topicArn }),
      message: form.get('Message') ?? '',
      attributes: attributesIn(form),
    })
    return `00000000-0000-4000-8000-${String(published.length).padStart(12, '0')}`
  }
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const action = form.get('Action') ?? ''
      const answer = (status: number, body: string): void => {
        to.writeHead(status, { 'content-type': 'text/xml' })
        to.end(body)
      }
      if (action === 'CheckIfPhoneNumberIsOptedOut' && faults[0] !== 'CheckFails') {
        const is = optedOut.has(form.get('phoneNumber') ?? '')
        answer(200, success(action, `<isOptedOut>${is}</isOptedOut>`))
        return
      }
      const fault = faults.shift()
      if (fault !== undefined && fault !== 'lose the answer') {
        answer(fault === 'InternalError' ? 500 : 400, failure(fault, 'refused'))
        return
      }
      const wrong = faultOf(form, invalid)
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
      published
        .filter(({ phoneNumber }) => phoneNumber === phone && !optedOut.has(phone))
        .map(({ message }) => message),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
