import { SNSClient } from '@aws-sdk/client-sns'
import { LAMBDA_CLIENT } from '../lambda-client.ts'
import { makeAlerts } from '../sns-alerts.ts'

/** Alerts by SNS. */
export const alerts = ({ ALERT_TOPIC_ARN }: { readonly ALERT_TOPIC_ARN: string }) => ({
  alerts: makeAlerts({
    client: new SNSClient({ maxAttempts: 1, ...LAMBDA_CLIENT }),
    alertTopicArn: ALERT_TOPIC_ARN,
  }),
})
