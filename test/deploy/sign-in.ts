import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { type Answer, send, signedFor } from './calls.ts'

/** The staff's pool, and the console as it knows it. */
export interface Pool {
  readonly id: string
  readonly client: string
  /** Where the console is served. */
  readonly consoleUrl: string
}

const PASSWORD = 'Only-for-the-emulator-1'

const asAdministrator = async (endpoint: string, action: string, body: object): Promise<void> => {
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
}

/** Makes a member of the staff, in a group or in none. */
export const hire = async (
  endpoint: string,
  { id: UserPoolId }: Pool,
  Username: string,
  GroupName?: string,
): Promise<void> => {
  const user = { UserPoolId, Username }
  await asAdministrator(endpoint, 'AdminCreateUser', { ...user, MessageAction: 'SUPPRESS' })
  await asAdministrator(endpoint, 'AdminSetUserPassword', { ...user, Password: PASSWORD, Permanent: true })
  if (GroupName === undefined) return
  await asAdministrator(endpoint, 'CreateGroup', { UserPoolId, GroupName })
  await asAdministrator(endpoint, 'AdminAddUserToGroup', { ...user, GroupName })
}

const posted = (url: string, form: Readonly<Record<string, string>>): Promise<Answer> =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    form: new URLSearchParams(form),
  })

/** The first step of the browser: with the challenge, over the pool's page, back with a code. */
const codeFor = async (
  endpoint: string,
  { client, consoleUrl }: Pool,
  username: string,
  verifier: string,
): Promise<string> => {
  const request = {
    client_id: client,
    redirect_uri: `${consoleUrl}/signed-in`,
    response_type: 'code',
    scope: 'openid',
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const page = await send(`${endpoint}/oauth2/authorize?${new URLSearchParams(request)}`)
  assert.equal(page.status, 200, page.text)
  const { status, headers, text } = await posted(`${endpoint}/login`, {
    ...request,
    username,
    password: PASSWORD,
  })
  assert.equal(status, 302, text)
  const back = new URL(String(headers['location']))
  assert.equal(back.origin + back.pathname, request.redirect_uri)
  assert.equal(back.searchParams.get('state'), request.state)
  return back.searchParams.get('code') ?? ''
}

const exchanged = (endpoint: string, { client, consoleUrl }: Pool, code: string, verifier: string) =>
  posted(`${endpoint}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: client,
    redirect_uri: `${consoleUrl}/signed-in`,
    code,
    code_verifier: verifier,
  })

const Tokens = z.object({ access_token: z.string() })

const newVerifier = (): string => randomBytes(32).toString('base64url')

/** The access token of somebody who signs in on the console. */
export const signIn = async (endpoint: string, pool: Pool, username: string): Promise<string> => {
  const verifier = newVerifier()
  const code = await codeFor(endpoint, pool, username, verifier)
  const { status, text } = await exchanged(endpoint, pool, code, verifier)
  assert.equal(status, 200, text)
  return Tokens.parse(JSON.parse(text)).access_token
}

/** A stolen code is useless, and redirects lead only to the console. */
export const tryToMisuse = async (endpoint: string, pool: Pool, username: string): Promise<void> => {
  const code = await codeFor(endpoint, pool, username, newVerifier())
  const stolen = await exchanged(endpoint, pool, code, newVerifier())
  assert.equal(stolen.status, 400, stolen.text)
  const astray = {
    client_id: pool.client,
    response_type: 'code',
    redirect_uri: 'https://elsewhere.example.org/',
  }
  const page = await send(`${endpoint}/oauth2/authorize?${new URLSearchParams(astray)}`)
  assert.equal(page.status, 400, page.text)
}
