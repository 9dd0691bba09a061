import { Duration } from 'aws-cdk-lib'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'

const HOUR = Duration.hours(1)

/**
 * Of AWS End User Messaging, of the whole account in this region. They are there once the account has the service-linked
 * role: docs/deploy.md. https://docs.aws.amazon.com/sms-voice/latest/userguide/monitoring-cloudwatch.html
 */
const sms = (metricName: string, statistic: string): Metric =>
  new Metric({ namespace: 'AWS/SMSVoice', metricName, statistic, period: HOUR })

/** US dollars since the first of the month. */
export const smsSpend = (): Metric => sms('TextMessageMonthlySpend', 'Maximum')

/** Fewer texts in an hour say nothing about carriers. */
const LEAST_TEXTS = 20

/** The share of texts that were delivered, from 0 to 1. It is 1 where carriers send no receipts. */
export const smsDelivered = (): MathExpression =>
  new MathExpression({
    expression: `IF(FILL(sent, 0) >= ${LEAST_TEXTS} AND FILL(delivered, 0) > 0, delivered / sent, 1)`,
    usingMetrics: {
      sent: sms('NumberOfTextMessagePartsSent', 'Sum'),
      delivered: sms('NumberOfTextMessagePartsDelivered', 'Sum'),
    },
    label: 'SMS delivered, share',
    period: HOUR,
  })
