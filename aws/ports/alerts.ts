import { SNSClient } from '@aws-sdk/client-sns'
import type { PortContext } from '../port-context.ts'
import { makeAlerts } from '../sns-alerts.ts'

/** Alerts by SNS. */
export const alerts = (
  { ALERT_TOPIC_ARN }: { readonly ALERT_TOPIC_ARN: string },
  { clients }: PortContext,
) => ({
  alerts: makeAlerts({
    client: new SNSClient({ maxAttempts: 1, ...clients }),
    alertTopicArn: ALERT_TOPIC_ARN,
  }),
})
