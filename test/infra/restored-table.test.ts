import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { protectTable, restoreTable } from '../../infra/commands/restored-table.ts'

const KEY = 'arn:aws:kms:local-1:000000000000:key/record'
const STREAM = 'arn:aws:dynamodb:local-1:000000000000:table/restored/stream/now'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** DynamoDB as far as a restore needs it: notes every call. */
const openEndpoint = async () => {
  const calls: { readonly action: string; readonly input: Record<string, unknown> }[] = []
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const action = String(from.headers['x-amz-target']).replace(/^.*\./, '')
      const input = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString()))
      calls.push({ action, input })
      to.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      to.end(
        JSON.stringify({
          Table: { TableStatus: 'ACTIVE', SSEDescription: { KMSMasterKeyArn: KEY } },
          TableDescription: { LatestStreamArn: STREAM },
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = new DynamoDBClient({
    region: 'local-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  closing.push(() => {
    client.destroy()
    server.close()
    server.closeAllConnections()
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
