import { Match, type Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { routes as everyRoute, openRoutes } from '../../api/routes.ts'
import { grantsOfGroups } from '../../core/access/grant.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { synthesised } from './a-stage.ts'

const { serviceTemplate, dataTemplate } = synthesised()
const prod = synthesised(stageNamed('prod'))

// Operations of FHIR come by fhir/{type}.
const routes = everyRoute.filter(({ path }) => !path.includes('$'))

const properties = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource['Properties'])

describe('the API', () => {
  const keysOf = (table: readonly { readonly method: string; readonly path: string }[]): string[] =>
    table.map(({ method, path }) => `${method} ${path}`).sort()

  it('has exactly the routes of the tables, each behind the authorizer but the mark', () => {
    const found = properties(serviceTemplate, 'AWS::ApiGatewayV2::Route')
    const of = (type: string): string[] =>
      found.filter(({ AuthorizationType }) => AuthorizationType === type).map(({ RouteKey }) => RouteKey)
    expect(of('JWT').sort()).toEqual(keysOf(routes))
    expect(of('NONE')).toEqual(['GET /marks/{community}/{channel}'])
    expect(found).toHaveLength(routes.length + 1)
  })

  it('counts CSV files, and pages and files of FHIR, as exports', () => {
    const [filter] = properties(serviceTemplate, 'AWS::Logs::MetricFilter').filter(
      ({ MetricTransformations: [{ MetricName }] }) => MetricName === 'Exports',
    )
    const counted = [...filter.FilterPattern.matchAll(/\$\.route = "([^"]+)"/g)].map(([, route]) => route)
    expect(counted.sort()).toEqual([
      'GET /communities/{community}/fhir/{type}',
      'GET /communities/{community}/isolations.csv',
      'GET /communities/{community}/ledger.csv',
    ])
  })

  it('throttles every route by itself: reads, writes and the mark apart, after the route is there', () => {
    const [[, stage] = []] = Object.entries(serviceTemplate.findResources('AWS::ApiGatewayV2::Stage'))
    const { RouteSettings } = stage?.['Properties'] ?? {}
    expect(Object.keys(RouteSettings).sort()).toEqual([...keysOf(routes), ...keysOf(openRoutes)].sort())
    const { requestsPerSecond, writes, marks } = stageNamed('dev').api
    for (const [key, rate] of [
      ['GET /communities', requestsPerSecond],
      ['POST /matters/{id}/answers', writes.perSecond],
      ['POST /communities/{community}/isolations', writes.perSecond],
      ['GET /marks/{community}/{channel}', marks.perSecond],
    ] as const)
      expect([key, RouteSettings[key]?.ThrottlingRateLimit]).toEqual([key, rate])
    expect(Object.values(RouteSettings)).toContainEqual(
      expect.objectContaining({ DetailedMetricsEnabled: true }),
    )
    const ids = Object.keys(serviceTemplate.findResources('AWS::ApiGatewayV2::Route'))
    expect(stage?.['DependsOn']).toEqual(expect.arrayContaining(ids))
  })

  it('trusts its own user pool, or the issuer that the stage names', () => {
    serviceTemplate.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Audience: [Match.anyValue()], Issuer: Match.anyValue() },
    })
    const other = synthesised({
      ...stageNamed('dev'),
      identity: {
        by: 'oidc',
        issuer: 'https://id.example.cn/realm',
        audience: ['sixclear'],
        clientId: 'console',
      },
    })
    other.dataTemplate.resourceCountIs('AWS::Cognito::UserPool', 0)
    other.serviceTemplate.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: ['sixclear'], Issuer: 'https://id.example.cn/realm' },
    })
  })

  it('is throttled, and logs the caller but no personal data', () => {
    const [stage] = properties(serviceTemplate, 'AWS::ApiGatewayV2::Stage')
    expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 })
    expect(stage.AccessLogSettings.Format).toContain('$context.routeKey')
    expect(stage.AccessLogSettings.Format).not.toMatch(/context\.path|querystring|sourceIp/i)
  })
})

describe('a page of another origin', () => {
  const [development] = properties(serviceTemplate, 'AWS::ApiGatewayV2::Api')

  it('may call the API where the stage names it, with reads, writes and a token', () => {
    expect(development.CorsConfiguration).toEqual({
      AllowOrigins: ['http://localhost:5173'],
      AllowMethods: ['GET', 'POST'],
      AllowHeaders: ['authorization', 'content-type', 'idempotency-key'],
      MaxAge: 3600,
    })
  })

  it('may not in production: the console is of the same origin', () => {
    const [api] = properties(prod.serviceTemplate, 'AWS::ApiGatewayV2::Api')
    expect(api.CorsConfiguration).toBeUndefined()
  })
})

describe("the staff's accounts", () => {
  it('are made by an administrator and need a second factor', () => {
    dataTemplate.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    })
  })

  it('have a group for each role that needs no post, and both mean the whole district', () => {
    const groups = properties(dataTemplate, 'AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName)
    expect(grantsOfGroups(groups)).toEqual([
      { role: 'district_administrator', area: { within: 'district' } },
      { role: 'read_only', area: { within: 'district' } },
    ])
  })
})
