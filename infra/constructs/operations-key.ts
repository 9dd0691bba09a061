import { ArnFormat, Aws, type RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'

/**
 * For everything that the service writes besides the record: logs, queues, topics, definitions and histories of
 * executions. Its policy names everyone who may use it: pass `byArn`, to which the CDK adds no statements, which
 * would make a circular dependency.
 */
export class OperationsKey extends Key {
  readonly byArn: IKey

  /** `publishers`: services that write to our topics and queues. A partition refuses unknown names. */
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy, publishers: readonly string[]) {
    super(scope, id, {
      description: 'Sixclear: logs, queues, topics and executions',
      enableKeyRotation: true,
      removalPolicy,
    })
    this.byArn = Key.fromKeyArn(this, 'ByArn', this.keyArn)
    const { stackName } = Stack.of(this)
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsOfThisStack',
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': Stack.of(this).formatArn({
              service: 'logs',
              resource: 'log-group',
              resourceName: `${stackName}-*`,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    )
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsOfWorkflows',
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        // To the letter: Step Functions names all logs of the account as the source, with this star.
        conditions: {
          StringEquals: {
            'kms:EncryptionContext:SourceArn': Stack.of(this).formatArn({
              service: 'logs',
              resource: '*',
              arnFormat: ArnFormat.NO_RESOURCE_NAME,
            }),
          },
        },
      }),
    )
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ServicesThatPublish',
        principals: publishers.map((service) => new ServicePrincipal(service)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
  }
}
