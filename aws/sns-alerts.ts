import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { Alert, Alerts } from '../core/ports/alerts.ts'
import { MessagesThrottled } from '../core/ports/messages.ts'
import { isThrottling } from './throttling.ts'

export interface AlertsOptions {
  readonly client: SNSClient
  readonly alertTopicArn: string
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue })

/** Alerts by Amazon SNS, to one topic with attributes for the filters of its subscribers. */
export const makeAlerts = (options: AlertsOptions): Alerts => ({
  publish: async ({ key, community, grid, department, kind, body }: Alert) => {
    const command = new PublishCommand({
      TopicArn: options.alertTopicArn,
      Message: JSON.stringify({ key, community, grid, department, kind, ...body }),
      MessageAttributes: {
        community: text(community),
        grid: text(grid),
        department: text(department),
        kind: text(kind),
      },
    })
    try {
      await options.client.send(command)
    } catch (error) {
      if (!isThrottling(error)) throw error
      throw new MessagesThrottled('SNS takes no alert now')
    }
  },
})
