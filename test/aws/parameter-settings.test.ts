import { SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settingsInParameter } from '../../aws/parameter-settings.ts'
import { changeSettings } from '../../core/settings/change-settings.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { at } from '../workflow/test-system.ts'
import { type JsonEndpoint, openJsonEndpoint } from './json-endpoint.ts'

const begin = at('2020-02-10 08:00')
const deployed = changeSettings(usualSettings, ['strangers.perDay=7'])

describe('the settings in the parameter of a stage', () => {
  let store: JsonEndpoint
  let kept: string | undefined
  let reads: number
  let now = begin
  let logged: string[]
  const opened = () =>
    settingsInParameter({
      client: new SSMClient({
        endpoint: store.endpoint,
        region: 'local-1',
        credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
        maxAttempts: 1,
      }),
      parameter: '/sixclear/test/settings',
      deployed,
      clock: { now: () => now },
      log: {
        info: () => {},
        error: (event, ids, error) =>
          logged.push(`${event} ${JSON.stringify(ids)} ${error instanceof Error ? error.name : ''}`),
      },
    })

  beforeEach(async () => {
    now = begin
    reads = 0
    logged = []
    kept = JSON.stringify(usualSettings)
    store = await openJsonEndpoint((operation, input) => {
      reads += 1
      expect([operation, input]).toEqual(['GetParameter', { Name: '/sixclear/test/settings' }])
      if (kept === undefined) return { refused: 'InternalServerError', message: 'down', status: 500 }
      return { Parameter: { Name: '/sixclear/test/settings', Value: kept, Version: reads } }
    })
  })
  afterEach(() => store.close())

  it('are read once a minute, however many texts are sent', async () => {
    const settings = opened()
    const all = await Promise.all([settings.current(), settings.current(), settings.current()])
    expect(all).toEqual([usualSettings, usualSettings, usualSettings])
    now = plus(begin, MINUTE - 1)
    await settings.current()
    expect(reads).toBe(1)
    kept = JSON.stringify(deployed)
    now = plus(begin, MINUTE)
    expect(await settings.current()).toEqual(deployed)
    expect(reads).toBe(2)
  })

  it.each([
    ['is not there', undefined],
    ['holds no settings', '{"sms":{"standby":"somebody"}}'],
  ])('are those of the deployment where the parameter %s, which is logged', async (_, text) => {
    kept = text
    expect(await opened().current()).toEqual(deployed)
    expect(logged).toEqual([
      expect.stringMatching(/^settings\.unusable \{"parameter":"\/sixclear\/test\/settings"\} \w+/),
    ])
  })

  it('stay the last usable ones while the parameter is not usable', async () => {
    const settings = opened()
    const changed = changeSettings(usualSettings, ['circuit.slowAfterSeconds=5'])
    kept = JSON.stringify(changed)
    expect(await settings.current()).toEqual(changed)
    for (const text of ['{', undefined]) {
      kept = text
      now = plus(now, MINUTE)
      expect(await settings.current()).toEqual(changed)
    }
    expect(logged).toHaveLength(2)
    kept = JSON.stringify(usualSettings)
    now = plus(now, MINUTE)
    expect(await settings.current()).toEqual(usualSettings)
  })
})
