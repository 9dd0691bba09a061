import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { stageNamed } from '../../infra/stages/stages.ts'
import { type Synthesised, synthesise, synthesised, withGateway } from './a-stage.ts'

const Acknowledged = z.record(z.string(), z.string())

/** Every acknowledgement in the tree: the rule, and why it is not followed there. */
const acknowledgements = ({ app }: Synthesised): { readonly id: string; readonly reason: string }[] =>
  app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(Acknowledged.parse(data)))
    .map(([id, reason]) => ({ id: id.replace('Annotation::', ''), reason }))

const counted = (ids: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1
  return counts
}

const ofExecutions = (workflow: string): string =>
  `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:sixclear-dev-${workflow}:*]`

const ofOrigins = (origin: string): string =>
  `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:${origin}/*]`

const ofFilesIn = (bucket: string): string => `AwsSolutions-IAM5[Resource::${bucket}/*]`

describe('the rules of AWS for a sound system', () => {
  it.each(['dev', 'prod'])('are kept by %s, but for what is acknowledged', (name) => {
    const { app, data, service, observability } = synthesised(stageNamed(name))
    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)])
      for (const stack of [data, service, observability]) {
        const { violations } = pack.validateScope(stack)
        expect(violations.map(({ ruleName }) => ruleName)).toEqual([])
      }
  })

  it('are kept by a stage with an SMS gateway', () => {
    const { app, data, service, observability } = synthesised(withGateway())
    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)])
      for (const stack of [data, service, observability])
        expect(pack.validateScope(stack).violations.map(({ ruleName }) => ruleName)).toEqual([])
  })

  it('are kept by a console with a name of its own, and TLS 1.2 is not acknowledged there', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/1'
    const domain = { name: 'console.example.org', certificateArn }
    const named = synthesised({ ...stageNamed('dev'), console: { by: 'cloudfront', domain } })
    const { violations } = new AwsSolutionsChecks(named.app).validateScope(named.service)
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([])
    expect(acknowledgements(named).map(({ id }) => id)).not.toContain('AwsSolutions-CFR4')
  })

  it('find an unacknowledged fault (checks the rules above)', () => {
    const found = synthesise()
    for (const construct of found.app.node.findAll())
      for (const { type, data } of construct.node.metadata)
        if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && typeof data === 'object')
          for (const id of Object.keys(data)) delete data[id]
    const { violations } = new AwsSolutionsChecks(found.app).validateScope(found.service)
    expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-IAM5[Resource::*]')
  })

  it('are acknowledged a fixed number of times, each for a reason', () => {
    const all = acknowledgements(synthesised())
    expect(counted(all.map(({ id }) => id))).toEqual({
      'AwsSolutions-APIG4': 1,
      'AwsSolutions-IAM5[Resource::*]': 28,
      'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]': 4,
      'AwsSolutions-IAM5[Action::kms:ReEncrypt*]': 4,
      [ofExecutions('isolation')]: 6,
      [ofExecutions('escalation')]: 10,
      [ofOrigins('phone-number')]: 3,
      [ofOrigins('pool')]: 3,
      [ofOrigins('sender-id')]: 3,
      'AwsSolutions-SQS3': 13,
      'Serverless-SQSRedrivePolicy': 13,
      'AwsSolutions-CFR1': 1,
      'AwsSolutions-CFR2': 1,
      'AwsSolutions-CFR3': 1,
      'AwsSolutions-CFR4': 1,
      'AwsSolutions-S1': 1,
      'AwsSolutions-SMG4': 1,
      'AwsSolutions-IAM5[Action::s3:GetBucket*]': 1,
      'AwsSolutions-IAM5[Action::s3:GetObject*]': 1,
      'AwsSolutions-IAM5[Action::s3:List*]': 1,
      'AwsSolutions-IAM5[Action::s3:Abort*]': 1,
      'AwsSolutions-IAM5[Action::s3:DeleteObject*]': 1,
      [ofFilesIn('arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>')]: 1,
      [ofFilesIn('<ConsoleFiles2D43986C.Arn>')]: 1,
      'AwsSolutions-SF1': 3,
      'AwsSolutions-L1': 1,
      'Serverless-LambdaLatestVersion': 1,
      'Serverless-LambdaTracing': 1,
      'Serverless-LambdaDLQ': 26,
      'Serverless-LambdaEventSourceMappingDestination': 7,
    })
    for (const { reason } of all) expect(reason.split(' ').length).toBeGreaterThan(5)
  })
})
