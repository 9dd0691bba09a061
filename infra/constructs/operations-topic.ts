import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

export interface OperationsTopicProps {
  readonly key: IKey
  readonly email?: string | undefined
  readonly publishers: readonly string[]
  readonly undelivered: IQueue
}

/** The topic of the alarms and the budget. */
export class OperationsTopic extends Topic {
  constructor(scope: Construct, id: string, { key, email, publishers, undelivered }: OperationsTopicProps) {
    super(scope, id, { masterKey: key, enforceSSL: true, displayName: 'Sixclear' })
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAndBudgets',
        principals: publishers.map((service) => new ServicePrincipal(service)),
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    if (email !== undefined)
      this.addSubscription(new EmailSubscription(email, { deadLetterQueue: undelivered }))
  }
}
