import { Match } from 'aws-cdk-lib/assertions'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import { Stage, stageNamed } from '../../infra/stages/stages.ts'
import { synthesised } from './a-stage.ts'
import { said } from './statements.ts'

const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:statistics-AbCdEf'
const stage = Stage.parse({
  ...stageNamed('dev'),
  events: {
    archiveDays: 7,
    accounts: ['444455556666'],
    webhooks: [
      {
        name: 'Statistics',
        url: 'https://statistics.example.org/events',
        secretArn,
        communities: [CommunityId.parse('qinghe')],
        types: ['slot.missed'],
      },
    ],
  },
  machines: [{ name: 'HealthOffice', scopes: ['fhir.read@qinghe', 'events.read@qinghe'] }],
})
const made = synthesised(stage)
const { serviceTemplate } = made

describe('the bus for other systems', () => {
  it('gets entries of the ledger only, from the table’s stream, at least once, without a second write', () => {
    const [pipe] = Object.values(serviceTemplate.findResources('AWS::Pipes::Pipe'))
    const { SourceParameters, TargetParameters, LogConfiguration } = pipe?.['Properties'] ?? {}
    const [filter] = SourceParameters.FilterCriteria.Filters
    const { eventName, dynamodb } = JSON.parse(filter.Pattern)
    expect(eventName).toEqual(['INSERT'])
    expect(dynamodb.Keys).toEqual({ sk: { S: [{ prefix: 'LEDGER#' }] } })
    expect(filter.Pattern.length).toBeLessThan(4096)
    expect(SourceParameters.DynamoDBStreamParameters).toMatchObject({
      BatchSize: 10,
      StartingPosition: 'TRIM_HORIZON',
      OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
    })
    expect(TargetParameters.EventBridgeEventBusParameters).toEqual({
      Source: 'sixclear-dev',
      DetailType: 'sixclear',
      Time: '$.at',
    })
    expect(LogConfiguration).not.toHaveProperty('IncludeExecutionData')
  })

  it('keeps what was published as long as the stage says', () => {
    serviceTemplate.hasResourceProperties('AWS::Events::Archive', { RetentionDays: 7 })
  })

  it('lets another account make rules of its own, and nobody put events', () => {
    const policies = Object.values(serviceTemplate.findResources('AWS::Events::EventBusPolicy'))
    expect(policies).toHaveLength(1)
    const { Statement } = policies[0]?.['Properties'] ?? {}
    expect(JSON.stringify(Statement)).not.toContain('PutEvents')
    expect(said(Statement.Principal.AWS)).toBe('arn:<Partition>:iam::444455556666:root')
    expect(said(Statement.Resource)).toMatch(/:rule\/EventsBus\/\*$/)
    expect(Statement.Condition.StringEqualsIfExists).toEqual({
      'events:creatorAccount': '444455556666',
      'events:source': 'sixclear-dev',
    })
  })

  it('calls a webhook with its key, with the events that it asked for; what it does not take is kept', () => {
    serviceTemplate.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['sixclear-dev'], detail: { community: ['qinghe'], type: ['slot.missed'] } },
      Targets: [Match.objectLike({ InputPath: '$.detail', DeadLetterConfig: Match.anyValue() })],
    })
    serviceTemplate.hasResourceProperties('AWS::Events::Connection', {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-sixclear-key' } },
    })
    expect(JSON.stringify(made.observabilityTemplate.toJSON())).toContain('DeadLettersWebhooks')
  })

  it('keeps the rules of AWS for a sound system', () => {
    const { violations } = new AwsSolutionsChecks(made.app).validateScope(made.service)
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([])
  })

  it('is absent where the stage wants none', () => {
    const { events: _, ...quiet } = stage
    synthesised(quiet).serviceTemplate.resourceCountIs('AWS::Pipes::Pipe', 0)
  })
})

describe('another system', () => {
  it('is a client of the staff’s pool, with a secret, its scopes and no sign-in of people', () => {
    serviceTemplate.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      ExplicitAuthFlows: Match.absent(),
    })
    serviceTemplate.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'sixclear',
      Scopes: [
        Match.objectLike({ ScopeName: 'fhir.read@qinghe' }),
        Match.objectLike({ ScopeName: 'events.read@qinghe' }),
      ],
    })
  })

  it('is let in by the authorizer of the API, beside the console', () => {
    const [authorizer] = Object.values(serviceTemplate.findResources('AWS::ApiGatewayV2::Authorizer'))
    expect(authorizer?.['Properties'].JwtConfiguration.Audience.map(said)).toEqual([
      'ConsoleClient',
      'MachinesHealthOffice',
    ])
  })

  it('has no scope that the API does not know', () => {
    const wrong = { ...stage, machines: [{ name: 'X', scopes: ['everything'] }] }
    expect(Stage.safeParse(wrong).success).toBe(false)
  })
})
