import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../infra/constructs/console-headers.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { consolePageHeaders } from '../../local/http/page-headers.ts'
import { type Synthesised, synthesise, synthesised } from './a-stage.ts'
import { said } from './statements.ts'

const stage = stageNamed('dev')
const dev = synthesised()
const { serviceTemplate, dataTemplate } = dev

const properties = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource['Properties'])

const distributionIn = (template: Template) => {
  const [found] = properties(template, 'AWS::CloudFront::Distribution')
  return found.DistributionConfig
}
const config = distributionIn(serviceTemplate)
const behaviour = (path: string) =>
  config.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === path)

describe("the console's bucket", () => {
  it('is closed to everybody, encrypted, and gone with the stage', () => {
    serviceTemplate.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Delete',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.anyValue(),
      },
    })
  })

  it('can be read by this distribution only, and only encrypted', () => {
    const [policy] = properties(serviceTemplate, 'AWS::S3::BucketPolicy')
    const readers = policy.PolicyDocument.Statement.filter(({ Action }: { Action: unknown }) =>
      said(Action).includes('s3:GetObject'),
    )
    expect(readers).toHaveLength(1)
    expect(readers[0].Principal).toEqual({ Service: 'cloudfront.amazonaws.com' })
    expect(said(readers[0].Condition.StringEquals['AWS:SourceArn'])).toBe(
      'arn:<Partition>:cloudfront::<AccountId>:distribution/ConsoleDistribution',
    )
    expect(policy.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
  })
})

describe('the console at the edge', () => {
  it('serves HTTPS only, in HTTP/2 and HTTP/3', () => {
    expect(config.HttpVersion).toBe('http2and3')
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https')
    for (const { ViewerProtocolPolicy } of config.CacheBehaviors)
      expect(ViewerProtocolPolicy).toBe('https-only')
  })

  it('needs TLS 1.2 under a domain of its own, which the sign-in allows', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/1'
    const domain = { name: 'console.example.org', certificateArn }
    const { serviceTemplate: template } = synthesised({ ...stage, console: { by: 'cloudfront', domain } })
    expect(distributionIn(template)).toMatchObject({
      Aliases: ['console.example.org'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    })
    template.hasOutput('ConsoleUrl', { Value: 'https://console.example.org' })
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: Match.arrayWith(['https://console.example.org/signed-in']),
    })
  })

  it('forwards /api with the token, without caching, over TLS 1.2', () => {
    const api = behaviour('/api/*')
    // By their ids, as AWS writes them down: CachingDisabled, AllViewerExceptHostHeader.
    expect(api.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad')
    expect(api.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac')
    const origin = config.Origins.find(({ Id }: { Id: string }) => Id === api.TargetOriginId)
    expect(said(origin.DomainName)).toBe('Api.execute-api.<Region>.<URLSuffix>')
    expect(origin.CustomOriginConfig).toEqual({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    })
  })

  it('keeps the mark of changes for two seconds, by its path alone, and forwards nothing of who asks', () => {
    const marks = behaviour('/api/marks/*')
    const paths = config.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)
    expect(paths.indexOf('/api/marks/*')).toBeLessThan(paths.indexOf('/api/*'))
    expect(marks.OriginRequestPolicyId).toBeUndefined()
    expect(marks.AllowedMethods).toEqual(['GET', 'HEAD'])
    const [policy] = properties(serviceTemplate, 'AWS::CloudFront::CachePolicy')
    expect(policy.CachePolicyConfig).toMatchObject({
      MinTTL: 2,
      DefaultTTL: 2,
      MaxTTL: 2,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    })
  })

  it('caches no error of the API', () => {
    expect(config.CustomErrorResponses).toEqual(
      [500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    )
  })

  it('caches files that are named by their content, and never a page', () => {
    expect(behaviour('/assets/*').CachePolicyId).toBe('658327ea-f89d-4fab-a63d-7e88639e58f6')
    expect(config.DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad')
    const kept = Object.fromEntries(
      properties(serviceTemplate, 'Custom::CDKBucketDeployment').map(
        ({ DestinationBucketKeyPrefix = '', SystemMetadata }) => [
          DestinationBucketKeyPrefix,
          SystemMetadata['cache-control'],
        ],
      ),
    )
    expect(kept).toEqual({ assets: 'public, max-age=31536000, immutable', '': 'no-cache' })
  })
})

/** The function in the template, run as CloudFront runs it. */
const atTheEdge = (id: RegExp): ((path: string) => string) => {
  const [, found] =
    Object.entries(serviceTemplate.findResources('AWS::CloudFront::Function')).find(([name]) =>
      id.test(name),
    ) ?? []
  const run: unknown = new Function('event', `${found?.['Properties'].FunctionCode}; return handler(event)`)
  return (uri) => (typeof run === 'function' ? run({ request: { method: 'GET', uri } }).uri : '')
}

describe('a request at the edge', () => {
  const opened = atTheEdge(/OpenPage/)
  const stripped = atTheEdge(/StripApi/)

  it.each(['/', '/ledgers', '/people/iso-7k2m', '/signed-in', '/my-matters/'])(
    'for the page %s gets the one page there is',
    (path) => {
      expect(opened(path)).toBe('/index.html')
    },
  )

  it.each(['/index.html', '/console-settings.json', '/icon.svg'])('for the file %s gets that', (path) => {
    expect(opened(path)).toBe(path)
  })

  it.each([
    ['/api/communities', '/communities'],
    ['/api/communities/qinghe/ledger.csv', '/communities/qinghe/ledger.csv'],
    ['/api/api/api', '/api/api'],
  ])('for %s asks the API for %s', (path, asked) => {
    expect(stripped(path)).toBe(asked)
  })
})

describe('every answer at the edge', () => {
  const policies = properties(serviceTemplate, 'AWS::CloudFront::ResponseHeadersPolicy')

  it('carries the one policy of headers', () => {
    expect(policies).toHaveLength(1)
    for (const { ResponseHeadersPolicyId } of [config.DefaultCacheBehavior, ...config.CacheBehaviors])
      expect(said(ResponseHeadersPolicyId)).toBe('ConsoleHeaders')
  })

  it('allows a page to load its own files and to talk to its own origin and the sign-in, nothing else', () => {
    const [{ ResponseHeadersPolicyConfig }] = policies
    const { SecurityHeadersConfig } = ResponseHeadersPolicyConfig
    const signIn =
      'https://cognito-idp.<Region>.<URLSuffix> https://sixclear-dev-<AccountId>.auth.<Region>.amazoncognito.com'
    expect(said(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src 'self' ${signIn}`,
      "manifest-src 'self'",
      "base-uri 'none'",
      `form-action 'self' ${signIn}`,
      "frame-ancestors 'none'",
    ])
    expect(SecurityHeadersConfig).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000 },
    })
  })

  it('is as strict as on one machine', () => {
    const [{ ResponseHeadersPolicyConfig }] = policies
    const { CustomHeadersConfig } = ResponseHeadersPolicyConfig
    const custom = Object.fromEntries(
      CustomHeadersConfig.Items.map(({ Header, Value }: { Header: string; Value: string }) => [
        Header,
        Value,
      ]),
    )
    const { 'content-security-policy': local = '', ...others } = consolePageHeaders
    expect(contentSecurityPolicy([]).split('; ').sort()).toEqual(local.split('; ').sort())
    expect(others).toMatchObject(custom)
  })

  it('allows nothing inline and nothing evaluated', () => {
    expect(contentSecurityPolicy([])).not.toMatch(/unsafe|\*|https?:/)
  })
})

describe('signing in', () => {
  const [client] = properties(serviceTemplate, 'AWS::Cognito::UserPoolClient')

  it('goes by a code that only the console can use: no secret, no password, no other flow', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      EnableTokenRevocation: true,
      AccessTokenValidity: 60,
      PreventUserExistenceErrors: 'ENABLED',
    })
  })

  it('leads back to the console, and to a console under development only where the stage names it', () => {
    const urls = (of: { CallbackURLs: unknown[]; LogoutURLs: unknown[] }) => [
      of.CallbackURLs.map(said),
      of.LogoutURLs.map(said),
    ]
    expect(urls(client)).toEqual([
      ['https://ConsoleDistribution/signed-in', 'http://localhost:5173/signed-in'],
      ['https://ConsoleDistribution/', 'http://localhost:5173/'],
    ])
    const [inProduction] = properties(
      synthesised(stageNamed('prod')).serviceTemplate,
      'AWS::Cognito::UserPoolClient',
    )
    expect(urls(inProduction)).toEqual([
      ['https://ConsoleDistribution/signed-in'],
      ['https://ConsoleDistribution/'],
    ])
  })

  it('has a page under a name that is known beforehand', () => {
    const [domain] = properties(dataTemplate, 'AWS::Cognito::UserPoolDomain')
    expect(said(domain.Domain)).toBe('sixclear-dev-<AccountId>')
    serviceTemplate.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
      ClientId: { Ref: Match.stringLikeRegexp('ConsoleClient') },
    })
  })

  it('is what the API believes: access tokens of this client', () => {
    serviceTemplate.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: [{ Ref: Match.stringLikeRegexp('ConsoleClient') }] },
    })
  })
})

/** The settings in the assembly, with the values that are known only at deployment filled in. */
const settingsIn = ({ app, serviceTemplate: template }: Synthesised): unknown => {
  const assembly = app.synth().directory
  const found = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('console-settings.json'),
  )
  const pages = properties(template, 'Custom::CDKBucketDeployment').find(
    ({ DestinationBucketKeyPrefix }) => DestinationBucketKeyPrefix === undefined,
  )
  const markers: Record<string, unknown> = Object.assign({}, ...(pages.SourceMarkers ?? []))
  let text = readFileSync(join(assembly, found ?? ''), 'utf8')
  for (const [marker, value] of Object.entries(markers)) text = text.replaceAll(marker, said(value))
  return JSON.parse(text)
}

describe('a stage with a firewall and access logs', () => {
  const {
    app,
    data,
    serviceTemplate: template,
  } = synthesise({
    ...stageNamed('dev'),
    console: { by: 'cloudfront', firewall: { requestsPerFiveMinutes: 6_000 }, accessLogDays: 30 },
  })

  it('has the firewall where CloudFront looks for it, deployed before the console that names it', () => {
    const edge = app.node.children.find(({ node }) => node.id === 'sixclear-dev-edge')
    if (!(edge instanceof Stack)) throw new TypeError('no stack at the edge')
    expect(edge.region).toBe('us-east-1')
    Template.fromStack(edge).hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
      Rules: [
        Match.objectLike({
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 6_000 } },
        }),
        Match.objectLike({
          Statement: {
            ManagedRuleGroupStatement: Match.objectLike({ Name: 'AWSManagedRulesCommonRuleSet' }),
          },
        }),
      ],
    })
    expect(distributionIn(template).WebACLId).toEqual({
      'Fn::GetStackOutput': {
        StackName: 'sixclear-dev-edge',
        OutputName: 'FirewallArn',
        Region: 'us-east-1',
      },
    })
    expect(data.dependencies).not.toContain(edge)
  })

  it('keeps its access logs as long as it says, without cookies', () => {
    expect(distributionIn(template).Logging).toMatchObject({ IncludeCookies: false })
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: 'Enabled' }] },
    })
  })
})

describe('what a deployment tells its console', () => {
  it('names the issuer, the API and the release, and says that this is no local system', () => {
    expect(settingsIn(dev)).toEqual({
      stage: 'dev',
      local: false,
      issuer: 'https://cognito-idp.<Region>.<URLSuffix>/StaffUserPool',
      clientId: 'ConsoleClient',
      scope: 'openid',
      api: '/api',
      release: { commit: '0123456789ab', committedAt: '2026-11-30T08:00:00+00:00' },
    })
  })

  it('names another issuer where the stage has one, and the pages may talk to it', () => {
    const identity = {
      by: 'oidc',
      issuer: 'https://id.example.org/realm',
      audience: ['sixclear'],
      clientId: 'sixclear-web',
      origins: ['https://token.example.org'],
    } as const
    const elsewhere = synthesised({
      ...stage,
      identity: { ...identity, audience: [...identity.audience], origins: [...identity.origins] },
    })
    expect(settingsIn(elsewhere)).toMatchObject({
      issuer: 'https://id.example.org/realm',
      clientId: 'sixclear-web',
    })
    elsewhere.serviceTemplate.resourceCountIs('AWS::Cognito::UserPoolClient', 0)
    const [{ ResponseHeadersPolicyConfig }] = properties(
      elsewhere.serviceTemplate,
      'AWS::CloudFront::ResponseHeadersPolicy',
    )
    expect(JSON.stringify(ResponseHeadersPolicyConfig)).toContain(
      "connect-src 'self' https://id.example.org https://token.example.org;",
    )
  })
})

describe('a stage without CloudFront', () => {
  const none = synthesised({ ...stage, console: { by: 'none' }, origins: ['https://console.example.cn'] })

  it('has no files, no distribution and nothing that fills a bucket', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::CloudFront::Distribution', 'Custom::CDKBucketDeployment'])
      none.serviceTemplate.resourceCountIs(type, 0)
    expect(Object.keys(none.serviceTemplate.findOutputs('*'))).not.toContain('ConsoleUrl')
  })

  it('lets a console that somebody else serves sign in and call the API', () => {
    none.serviceTemplate.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: ['https://console.example.cn/signed-in'],
    })
    none.serviceTemplate.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowOrigins: ['https://console.example.cn'] }),
    })
  })

  it('can have no console at all', () => {
    const alone = synthesised({ ...stage, console: { by: 'none' }, origins: [] })
    alone.serviceTemplate.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: Match.absent(),
    })
  })
})
