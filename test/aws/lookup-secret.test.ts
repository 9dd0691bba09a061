import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyStoreIn, keysInSecret } from '../../aws/lookup-secret.ts'
import { SecretUnusable } from '../../aws/secret-content.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { at } from '../workflow/test-system.ts'
import { openSecretsEndpoint, type SecretsEndpoint } from './secrets-endpoint.ts'

const begin = at('2020-02-10 10:00')

describe('the keys in the secret store', () => {
  let secrets: SecretsEndpoint
  let now = begin
  const aClient = () =>
    new SecretsManagerClient({
      endpoint: secrets.endpoint,
      region: 'local-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
  const opened = () => keysInSecret({ client: aClient(), secretId: secrets.arn, clock: { now: () => now } })

  beforeEach(async () => {
    now = begin
    secrets = await openSecretsEndpoint()
  })
  afterEach(() => secrets.close())

  it('are read once for all that a process does in five minutes', async () => {
    const load = opened()
    await Promise.all([load(), load(), load()])
    now = plus(begin, 5 * MINUTE - 1)
    expect(await load()).toEqual(secrets.keys)
    expect(secrets.reads).toBe(1)
  })

  it('reach a warm process after five minutes, before anything is written under a new one', async () => {
    const load = opened()
    await load()
    const next = { id: 'k2', secret: 'b'.repeat(64), writesFrom: plus(begin, 10 * MINUTE) }
    secrets.keys = { ...secrets.keys, next }
    now = plus(begin, 5 * MINUTE)
    expect((await load()).next).toEqual(next)
  })

  it('serve for ten minutes where the store is down, and no longer', async () => {
    const load = opened()
    const known = await load()
    secrets.isDown = true
    now = plus(begin, 9 * MINUTE)
    expect(await load()).toEqual(known)
    now = plus(begin, 10 * MINUTE)
    await expect(load()).rejects.toThrow()
    secrets.isDown = false
    expect(await load()).toEqual(known)
  })

  it('are changed by a command, which reads what is kept now', async () => {
    const store = keyStoreIn({ client: aClient(), secretId: secrets.arn })
    const next = { id: 'k2', secret: 'b'.repeat(64), writesFrom: plus(begin, 10 * MINUTE) }
    await store.save({ ...(await store.load()), next })
    expect(secrets.keys.next).toEqual(next)
    await store.save({ id: next.id, secret: next.secret })
    expect(await store.load()).toEqual({ id: 'k2', secret: next.secret })
  })

  it('are refused when they are no keys, and the error does not say what they are', async () => {
    Object.assign(secrets, { keys: { id: 'k1', secret: 'too short' } })
    const error = await opened()().catch((refusal: unknown) => refusal)
    expect(error).toBeInstanceOf(SecretUnusable)
    expect(String(error)).toContain('look at secret')
    expect(String(error)).not.toContain('too short')
  })
})
