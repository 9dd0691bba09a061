import { SNSClient } from '@aws-sdk/client-sns'
import { REQUEST_TIMEOUTS } from '../request-timeouts.ts'
import { makeAlerts } from '../sns-alerts.ts'

/** Alerts by SNS. */
export const alerts = ({ ALERT_TOPIC_ARN }: { readonly ALERT_TOPIC_ARN: string }) => ({
  alerts: makeAlerts({
    client: new SNSClient({ maxAttempts: 1, requestHandler: REQUEST_TIMEOUTS }),
    alertTopicArn: ALERT_TOPIC_ARN,
  }),
})
