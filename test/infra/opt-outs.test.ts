import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOptOuts } from '../../infra/commands/opt-outs.ts'
import { openJsonEndpoint } from '../aws/json-endpoint.ts'

let numbers: object[]
let pools: object[]
let asked: { readonly operation: string; readonly input: unknown }[]
let client: PinpointSMSVoiceV2Client
let close: () => Promise<void>

beforeEach(async () => {
  numbers = []
  pools = []
  asked = []
  const answers: Readonly<Record<string, () => object>> = {
    DescribePhoneNumbers: () => ({ PhoneNumbers: numbers }),
    DescribePools: () => ({ Pools: pools }),
  }
  const opened = await openJsonEndpoint((operation, input) => {
    asked.push({ operation, input })
    return answers[operation]?.() ?? {}
  })
  client = new PinpointSMSVoiceV2Client({
    region: 'local-1',
    endpoint: opened.endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  close = async () => {
    client.destroy()
    await opened.close()
  }
})
afterEach(() => close())

const updates = () => asked.filter(({ operation }) => operation.startsWith('Update'))

describe('the handling of STOP', () => {
  it('is right when every two-way number leaves it to us', async () => {
    numbers = [
      { PhoneNumberId: 'phone-1', TwoWayEnabled: true, SelfManagedOptOutsEnabled: true },
      { PhoneNumberId: 'phone-2', TwoWayEnabled: false, SelfManagedOptOutsEnabled: false },
    ]
    expect(await checkOptOuts(client, { set: false })).toEqual({
      lines: ['number phone-1: STOP and HELP come to us'],
      isRight: true,
    })
  })

  it('is reported as wrong when AWS handles it, and changed only on request', async () => {
    numbers = [{ PhoneNumberId: 'phone-1', TwoWayEnabled: true, SelfManagedOptOutsEnabled: false }]
    pools = [{ PoolId: 'pool-1', TwoWayEnabled: true, SelfManagedOptOutsEnabled: false }]
    expect(await checkOptOuts(client, { set: false })).toMatchObject({ isRight: false })
    expect(updates()).toEqual([])
    expect(await checkOptOuts(client, { set: true })).toMatchObject({ isRight: true })
    expect(updates()).toEqual([
      {
        operation: 'UpdatePhoneNumber',
        input: { PhoneNumberId: 'phone-1', SelfManagedOptOutsEnabled: true },
      },
      { operation: 'UpdatePool', input: { PoolId: 'pool-1', SelfManagedOptOutsEnabled: true } },
    ])
  })

  it('follows the pool for a number in a pool', async () => {
    numbers = [{ PhoneNumberId: 'phone-1', PoolId: 'pool-1', TwoWayEnabled: true }]
    pools = [{ PoolId: 'pool-1', TwoWayEnabled: true, SelfManagedOptOutsEnabled: true }]
    expect(await checkOptOuts(client, { set: true })).toMatchObject({ isRight: true })
    expect(updates()).toEqual([])
  })

  it('reports that there is no number yet', async () => {
    expect((await checkOptOuts(client, { set: true })).lines.join()).toContain('no two-way number')
  })
})
