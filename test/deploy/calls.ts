import { request } from 'node:http'
import * as z from 'zod/mini'

export const REGION = 'eu-west-1'

/** The emulator checks no signature: it reads from this header which service is meant. */
const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Plain HTTP, so that the name of the API can be said without being looked up. */
export const send = (url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port, pathname, search, host } = new URL(url)
    const sent = body === undefined ? undefined : JSON.stringify(body)
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

const Session = z.object({ AuthenticationResult: z.object({ AccessToken: z.string() }) })

/** Makes a member of the staff and signs them in, with a password alone: in the emulator's pool that is allowed first. */
export const tokenFor = async (
  endpoint: string,
  pool: { readonly id: string; readonly client: string },
  username: string,
): Promise<string> => {
  const cognito = async (action: string, body: object): Promise<string> => {
    const { status, text } = await send(endpoint, {
      method: 'POST',
      headers: {
        authorization: signedFor('cognito-idp'),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      },
      body,
    })
    if (status !== 200) throw new Error(`${action}: ${status} ${text}`)
    return text
  }
  const Password = 'Only-for-the-emulator-1'
  const user = { UserPoolId: pool.id, Username: username }
  await cognito('AdminCreateUser', { ...user, MessageAction: 'SUPPRESS' })
  await cognito('AdminSetUserPassword', { ...user, Password, Permanent: true })
  const ExplicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
  await cognito('UpdateUserPoolClient', { UserPoolId: pool.id, ClientId: pool.client, ExplicitAuthFlows })
  await cognito('SetUserPoolMfaConfig', { UserPoolId: pool.id, MfaConfiguration: 'OFF' })
  const session = await cognito('AdminInitiateAuth', {
    UserPoolId: pool.id,
    ClientId: pool.client,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: Password },
  })
  return Session.parse(JSON.parse(session)).AuthenticationResult.AccessToken
}
