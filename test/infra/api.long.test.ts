import { Match, type Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import { grantsOfGroups } from '../../core/access/grant.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { synthesised } from './a-stage.ts'

const { serviceTemplate, dataTemplate } = synthesised()
const prod = synthesised(stageNamed('prod'))

const properties = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource['Properties'])

describe('the API', () => {
  it('has exactly the routes of the table, each behind the authorizer', () => {
    const found = properties(serviceTemplate, 'AWS::ApiGatewayV2::Route')
    expect(found.map(({ RouteKey }) => RouteKey).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    )
    for (const route of found) expect(route.AuthorizationType).toBe('JWT')
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
