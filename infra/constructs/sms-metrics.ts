import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'

const sms = (metricName: string, statistic: string, period: Duration): Metric =>
  new Metric({ namespace: 'AWS/SNS', metricName, statistic, period })

/** US dollars since the first of the month, of the whole account in this region. */
export const smsSpend = (): Metric => sms('SMSMonthToDateSpentUSD', 'Maximum', Duration.hours(1))

/** The share of texts that carriers took, from 0 to 1. */
export const smsSuccessRate = (): Metric => sms('SMSSuccessRate', 'Average', Duration.hours(1))
