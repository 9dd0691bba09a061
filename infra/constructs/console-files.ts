import { join } from 'node:path'
import { CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import type { ReleaseNote } from '../release/release-note.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'

/** The console's settings, as the local server gives them. */
export interface ConsoleSettings {
  readonly stage: string
  readonly local: false
  readonly issuer: string
  readonly clientId: string
  readonly scope: 'openid'
  readonly api: '/api'
  readonly release: Pick<ReleaseNote, 'commit' | 'committedAt'>
}

export interface ConsoleFilesProps {
  readonly bucket: IBucket
  /** Holds `index.html`, and under `assets/` what it loads. */
  readonly folder: string
  readonly settings: ConsoleSettings
  readonly logs: LogSettings
}

/** What the build notes for itself. */
const NOT_SERVED = ['.vite', '.vite/**', 'built-from.txt']

/** The built console in its bucket: first the assets, then the pages. */
export class ConsoleFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, folder, settings, logs }: ConsoleFilesProps) {
    super(scope, id)
    const logGroup = new EncryptedLogGroup(this, 'Logs', logs)
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The permissions to upload the console to its bucket',
    })
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    )
    const both = { destinationBucket: bucket, logGroup, role, memoryLimit: 512 }
    // Named by their content. Older ones stay, because an open page still loads them.
    const assets = new BucketDeployment(this, 'Assets', {
      ...both,
      sources: [Source.asset(join(folder, 'assets'))],
      destinationKeyPrefix: 'assets',
      prune: false,
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.days(365)),
        CacheControl.immutable(),
      ],
    })
    const pages = new BucketDeployment(this, 'Pages', {
      ...both,
      sources: [
        Source.asset(folder, { exclude: ['assets', 'assets/**', ...NOT_SERVED] }),
        Source.jsonData('console-settings.json', settings),
      ],
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
    })
    pages.node.addDependency(assets)
    acknowledge(this, role, bucket)
  }
}

const acknowledge = (scope: Construct, role: Role, bucket: IBucket): void => {
  const stack = Stack.of(scope)
  const { defaultChild } = bucket.node
  const files = CfnElement.isCfnElement(defaultChild) ? stack.getLogicalId(defaultChild) : ''
  const all = [
    ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map((right) => `Action::s3:${right}`),
    'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
    `Resource::<${files}.Arn>/*`,
  ]
  const reason = 'The names of files come with each release; these two buckets, and no others.'
  Validations.of(role).acknowledge(...all.map((what) => ({ id: `AwsSolutions-IAM5[${what}]`, reason })))

  // The CDK's own function, one for both deployments, stands at the top of the stack.
  const its = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'))
  if (its === undefined) return
  const runtime = 'It belongs to the CDK, whose releases update its runtime.'
  const once = 'CloudFormation calls it at a deployment, waits for its answer and shows its output.'
  Validations.of(its).acknowledge(
    { id: 'AwsSolutions-L1', reason: runtime },
    { id: 'Serverless-LambdaLatestVersion', reason: runtime },
    { id: 'Serverless-LambdaDLQ', reason: once },
    { id: 'Serverless-LambdaTracing', reason: once },
  )
}
