import { SNSClient } from '@aws-sdk/client-sns'
import { describe, expect, it } from 'vitest'
import { makeAlerts } from '../../aws/sns-alerts.ts'
import { openSnsEndpoint } from './sns-endpoint.ts'

const TOPIC = 'arn:aws-cn:sns:cn-north-1:123456789012:alerts'

describe('alerts by SNS', () => {
  it('go to the topic with attributes to filter by, and hold ids only', async () => {
    const sns = await openSnsEndpoint()
    const client = new SNSClient({
      region: 'cn-north-1',
      endpoint: sns.endpoint,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
    await makeAlerts({ client, alertTopicArn: TOPIC }).publish({
      key: 'matter-1-0',
      community: 'qinghe',
      grid: 'grid-1',
      department: 'police_station',
      kind: 'silence',
      body: { isolation: 'iso-1', matter: 'matter-1' },
    })
    const [alert] = sns.published
    expect(alert?.topicArn).toBe(TOPIC)
    expect(alert?.attributes).toEqual({
      community: { type: 'String', value: 'qinghe' },
      grid: { type: 'String', value: 'grid-1' },
      department: { type: 'String', value: 'police_station' },
      kind: { type: 'String', value: 'silence' },
    })
    expect(JSON.parse(alert?.message ?? '')).toEqual({
      key: 'matter-1-0',
      community: 'qinghe',
      grid: 'grid-1',
      department: 'police_station',
      kind: 'silence',
      isolation: 'iso-1',
      matter: 'matter-1',
    })
    client.destroy()
    await sns.close()
  })
})
