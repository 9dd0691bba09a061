import { Duration, Validations } from 'aws-cdk-lib'
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Construct } from 'constructs'
import { DeadLetterQueue } from './work-queue.ts'

export interface OnScheduleProps {
  readonly run: IFunction
  readonly every: Duration
  readonly description: string
  readonly key: IKey
}

/** A function on a schedule. Failed runs are kept for a person to see. */
export class OnSchedule extends Construct {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, { run, every, description, key }: OnScheduleProps) {
    super(scope, id)
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', key)
    // A failed run is not retried: the next one does the same work.
    run.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(Math.max(1, every.toMinutes() / 2)),
      onFailure: new SqsDestination(this.deadLetters),
    })
    if (run.role !== undefined) {
      const reason =
        "SQS's own way to write to an encrypted queue: variants of the same two actions, on one key."
      Validations.of(run.role).acknowledge(
        { id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', reason },
        { id: 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]', reason },
      )
    }
    new Rule(this, 'Rule', {
      description,
      schedule: Schedule.rate(every),
      targets: [
        new LambdaFunction(run, {
          deadLetterQueue: this.deadLetters,
          event: RuleTargetInput.fromObject({}),
          retryAttempts: 2,
        }),
      ],
    })
  }
}
