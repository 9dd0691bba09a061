import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { machineSecret } from '../../local/sign-in/machine-secret.ts'
import { jsonOf, ORIGIN, OWNERS_TOKEN, openTestIssuer } from './issuer-client.ts'

const machine = { client: 'statistics', scope: 'events.read@qinghe fhir.read@qinghe' }

const tokenFor = (asked: Partial<typeof machine & { secret: string }> = {}) => {
  const { client, scope, secret } = { ...machine, secret: machineSecret(OWNERS_TOKEN, machine), ...asked }
  const issuer = openTestIssuer()
  const answer = issuer.call('/sign-in/token', {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    form: { grant_type: 'client_credentials', scope },
  })
  return { issuer, answer }
}

describe('the credentials of another system', () => {
  it('give a token that names it and its scopes, and no person', async () => {
    const { issuer, answer } = tokenFor()
    const { access_token, token_type, id_token, refresh_token } = jsonOf(await answer)
    expect([token_type, id_token, refresh_token]).toEqual(['Bearer', undefined, undefined])
    expect(issuer.read(access_token)).toMatchObject({
      iss: ORIGIN,
      sub: 'statistics',
      client_id: 'statistics',
      scope: machine.scope,
      'cognito:groups': [],
    })
  })

  it.each([
    { secret: 'wrong' },
    { secret: OWNERS_TOKEN },
    { client: 'another' },
    { scope: 'events.read' },
    { scope: '' },
  ])('are for this client and exactly these scopes: %j is refused', async (asked) => {
    const { status, headers } = await tokenFor(asked).answer
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toContain('Basic')
  })

  it('are printed by a command for the owner of the data folder', () => {
    const data = mkdtempSync(join(tmpdir(), 'machine-'))
    writeFileSync(join(data, 'token'), `${OWNERS_TOKEN}\n`)
    const args = ['--client', machine.client, '--scope', machine.scope, '--data', data]
    const run = (given: string[]) =>
      execFileSync(process.execPath, ['local/machine-credentials.ts', ...given], {
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, PORT: '3100' },
      })
    expect(run(args)).toContain(`client_secret=${machineSecret(OWNERS_TOKEN, machine)}\n`)
    expect(run(args)).toContain('token_endpoint=http://127.0.0.1:3100/')
    expect(() => run(['--client', 'x', '--scope', 'everything', '--data', data])).toThrow('is no scope')
  })
})
