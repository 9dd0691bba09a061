import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, it } from 'vitest'
import { protectTable, restoreTable } from '../../infra/commands/restored-table.ts'
import { openJsonEndpoint } from '../aws/json-endpoint.ts'

const KEY = 'arn:aws:kms:local-1:000000000000:key/record'
const STREAM = 'arn:aws:dynamodb:local-1:000000000000:table/restored/stream/now'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** DynamoDB as far as a restore needs it: notes every call. */
const openEndpoint = async () => {
  const calls: { readonly action: string; readonly input: unknown }[] = []
  const { endpoint, close } = await openJsonEndpoint((action, input) => {
    calls.push({ action, input })
    return {
      Table: { TableStatus: 'ACTIVE', SSEDescription: { KMSMasterKeyArn: KEY } },
      TableDescription: { LatestStreamArn: STREAM },
    }
  })
  const client = new DynamoDBClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  closing.push(async () => {
    client.destroy()
    await close()
  })
  return { client, calls, inputOf: (name: string) => calls.find(({ action }) => action === name)?.input }
}

describe('a table that is restored', () => {
  it('is under the key of the record, not under one of AWS', async () => {
    const { client, inputOf } = await openEndpoint()
    await restoreTable(client, { source: 'record', target: 'restored' })
    expect(inputOf('RestoreTableToPointInTime')).toMatchObject({
      SourceTableName: 'record',
      TargetTableName: 'restored',
      UseLatestRestorableTime: true,
      SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
    })
  })

  it('gets back what a restore does not bring: expiry, protection, recovery and the stream', async () => {
    const { client, calls, inputOf } = await openEndpoint()
    expect(await protectTable(client, 'restored')).toBe(STREAM)
    expect(inputOf('UpdateTimeToLive')).toMatchObject({
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires_at' },
    })
    expect(inputOf('UpdateContinuousBackups')).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
    const updates = calls.filter(({ action }) => action === 'UpdateTable').map(({ input }) => input)
    expect(updates).toMatchObject([
      { DeletionProtectionEnabled: true },
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } },
    ])
  })
})
