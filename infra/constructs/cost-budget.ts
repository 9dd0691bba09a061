import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

export interface CostBudgetProps {
  readonly name: string
  readonly monthlyUsd: number
  readonly topic: ITopic
}

/** The names under which the bill shows texts. They are all but a few per cent of what an isolation costs. */
const SMS_SERVICES = ['Amazon Simple Notification Service', 'AWS End User Messaging']

/**
 * Notifies when a month's texts have cost, or are forecast to cost, half, most and all of the budget. It stops
 * nothing.
 */
export class CostBudget extends Construct {
  constructor(scope: Construct, id: string, { name, monthlyUsd, topic }: CostBudgetProps) {
    super(scope, id)
    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }]
    const at = (threshold: number, notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers,
    })
    new CfnBudget(this, 'Monthly', {
      budget: {
        budgetName: name,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
        costFilters: { Service: SMS_SERVICES },
      },
      notificationsWithSubscribers: [
        at(50, 'ACTUAL'),
        at(80, 'ACTUAL'),
        at(100, 'ACTUAL'),
        at(100, 'FORECASTED'),
      ],
    })
  }
}
