import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { signedHeaders } from '../../gateway/acs3-signature.ts'
import { CALLBACK_HEADERS, callbackSignature } from '../../gateway/callbacks/callback-signature.ts'
import type { RegisteredText } from '../../gateway/registered-texts.ts'

export const ACCESS_KEY = { accessKeyId: 'LTAI-test', accessKeySecret: 'secret of the test' }
export const CALLBACK_SECRET = 'callback secret of the test'

export interface Taken {
  readonly number: string
  readonly sign: string
  readonly text: string
  readonly key: string
  readonly id: string
}

/** What the next request meets. `lose the answer`: taken, and then the connection breaks. `hang`: taken, no answer. */
export type Fault =
  | { readonly code: string }
  | { readonly status: number; readonly body: string }
  | 'lose the answer'
  | 'hang'
  | 'drop'

export interface FakeGateway {
  readonly endpoint: string
  readonly taken: Taken[]
  /** Nonces that it has seen; a request with one of them is refused. */
  readonly refused: Map<string, string>
  next(...faults: Fault[]): void
  /** A callback as the gateway sends it: the body, and its headers with the signature. */
  callback(content: object | string | Uint8Array, at: number, secret?: string): SignedCallback
  close(): Promise<void>
}

export interface SignedCallback {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Beijing time, as the gateway writes it. */
export const gatewayTime = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const filled = (form: string, values: Readonly<Record<string, unknown>>): string | undefined => {
  let isComplete = true
  const text = form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (typeof value !== 'string' || value === '') isComplete = false
    return String(value)
  })
  return isComplete ? text : undefined
}

/** An SMS gateway of the mainland on this machine: it checks what a real one checks, and fails as real ones do. */
export const openFakeGateway = async (
  registered: readonly RegisteredText[],
  signatures: readonly string[],
): Promise<FakeGateway> => {
  const taken: Taken[] = []
  const refused = new Map<string, string>()
  const faults: Fault[] = []
  const nonces = new Set<string>()

  const refusalOf = (request: IncomingMessage, url: URL): string | undefined => {
    const header = (name: string): string => String(request.headers[name] ?? '')
    const given: Record<string, string> = {}
    for (const name of Object.keys(request.headers))
      if (name.startsWith('x-acs-') && name !== 'x-acs-content-sha256') given[name] = header(name)
    const expected = signedHeaders({ method: 'POST', url, headers: given, body: '' }, ACCESS_KEY)
    if (header('authorization') !== expected['authorization']) return 'SignatureDoesNotMatch'
    const nonce = header('x-acs-signature-nonce')
    if (nonces.has(nonce)) return 'SignatureNonceUsed'
    nonces.add(nonce)
    const query = url.searchParams
    if (!signatures.includes(query.get('SignName') ?? '')) return 'isv.SMS_SIGNATURE_ILLEGAL'
    if (!registered.some(({ id }) => id === query.get('TemplateCode'))) return 'isv.SMS_TEMPLATE_ILLEGAL'
    if (!/^1\d{10}$/.test(query.get('PhoneNumbers') ?? '')) return 'isv.MOBILE_NUMBER_ILLEGAL'
    return refused.get(query.get('PhoneNumbers') ?? '')
  }

  const take = (url: URL): string | undefined => {
    const query = url.searchParams
    const form = registered.find(({ id }) => id === query.get('TemplateCode'))?.text ?? ''
    const words = filled(form, JSON.parse(query.get('TemplateParam') ?? '{}'))
    if (words === undefined) return undefined
    const sign = query.get('SignName') ?? ''
    const id = `biz-${taken.length + 1}`
    const number = query.get('PhoneNumbers') ?? ''
    taken.push({ number, sign, text: `【${sign}】${words}`, key: query.get('OutId') ?? '', id })
    return id
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const json = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' })
      response.end(JSON.stringify(body))
    }
    const refuse = (Code: string): void =>
      json(400, { Code, Message: `${Code}: ${url.searchParams.get('PhoneNumbers')}`, RequestId: 'test' })
    const fault = faults.shift()
    if (fault === 'drop') {
      request.socket.destroy()
      return
    }
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'text/html' })
      response.end(fault.body)
      return
    }
    const refusal = fault === undefined || typeof fault === 'string' ? refusalOf(request, url) : fault.code
    const id = refusal === undefined ? take(url) : undefined
    if (id === undefined) refuse(refusal ?? 'isv.TEMPLATE_MISSING_PARAMETERS')
    else if (fault === 'lose the answer') request.socket.destroy()
    else if (fault !== 'hang') json(200, { Code: 'OK', Message: 'OK', BizId: id, RequestId: 'test' })
  }

  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => handle(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  let callbacks = 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    taken,
    refused,
    next: (...coming) => void faults.push(...coming),
    callback: (content, at, secret = CALLBACK_SECRET) => {
      const body =
        content instanceof Uint8Array
          ? content
          : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
      callbacks += 1
      const timestamp = String(Math.floor(at / 1_000))
      const nonce = `nonce-${callbacks}`
      return {
        headers: {
          [CALLBACK_HEADERS.timestamp]: timestamp,
          [CALLBACK_HEADERS.nonce]: nonce,
          [CALLBACK_HEADERS.signature]: callbackSignature(secret, { timestamp, nonce, body }),
        },
        body,
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
