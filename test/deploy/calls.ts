import { request } from 'node:http'
import * as z from 'zod/mini'

export const REGION = 'eu-west-1'

/** The emulator checks no signature: it reads from this header which service is meant. */
export const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  readonly form?: URLSearchParams
}

/** Plain HTTP, so that the name of the API can be said without being looked up. */
export const send = (url: string, { method = 'GET', headers = {}, body, form }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port, pathname, search, host } = new URL(url)
    const sent = body === undefined ? form?.toString() : JSON.stringify(body)
    const options = {
      host: '127.0.0.1',
      port,
      method,
      path: pathname + search,
      headers: { host, ...headers },
    }
    const call = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    call.on('error', reject)
    call.end(sent)
  })

const Functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) })

export const functionNamesAt = async (endpoint: string): Promise<string[]> => {
  const { text } = await send(`${endpoint}/2015-03-31/functions/`, {
    headers: { authorization: signedFor('lambda') },
  })
  return Functions.parse(JSON.parse(text)).Functions.map(({ FunctionName }) => FunctionName)
}

/** What the function answers, or the message of the error that it ends with. */
export const invoke = async (
  endpoint: string,
  name: string,
  payload: unknown,
): Promise<{ readonly failed: boolean; readonly answer: unknown }> => {
  const { status, headers, text } = await send(`${endpoint}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { authorization: signedFor('lambda') },
    body: payload,
  })
  if (status !== 200) throw new Error(`${name} could not be invoked: ${status} ${text}`)
  return { failed: headers['x-amz-function-error'] !== undefined, answer: JSON.parse(text) }
}

/** Of a bucket whose policy denies what comes without TLS: the emulator is spoken to on loopback. */
export const allowPlainHttp = async (endpoint: string, bucket: string): Promise<void> => {
  const headers = { authorization: signedFor('s3') }
  const { status, text } = await send(`${endpoint}/${bucket}?policy`, { method: 'DELETE', headers })
  if (status !== 204) throw new Error(`the policy of ${bucket} could not be taken away: ${status} ${text}`)
}
