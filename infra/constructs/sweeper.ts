import { Duration, Validations } from 'aws-cdk-lib'
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Construct } from 'constructs'
import { DeadLetterQueue } from './work-queue.ts'

export interface SweeperProps {
  readonly sweep: IFunction
  readonly key: IKey
}

/** Every hour: is anybody left behind? */
export class Sweeper extends Construct {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, { sweep, key }: SweeperProps) {
    super(scope, id)
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', key)
    // A run that failed is not repeated at once: the next hour's run does the same work.
    sweep.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(30),
      onFailure: new SqsDestination(this.deadLetters),
    })
    if (sweep.role !== undefined) {
      const reason =
        "SQS's own way to write to an encrypted queue: variants of the same two actions, on one key."
      Validations.of(sweep.role).acknowledge(
        { id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', reason },
        { id: 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]', reason },
      )
    }
    new Rule(this, 'Hourly', {
      description: 'Sixclear: no one left behind',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [
        new LambdaFunction(sweep, {
          deadLetterQueue: this.deadLetters,
          event: RuleTargetInput.fromObject({}),
          retryAttempts: 2,
        }),
      ],
    })
  }
}
