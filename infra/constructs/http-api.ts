import { Duration } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi as Api,
  CorsHttpMethod,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { routes } from '../../api/routes.ts'
import { AccessMetrics } from './access-metrics.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'
import type { TrustedIssuer } from './identity.ts'

export interface HttpApiProps {
  readonly dimensions: { readonly service: string; readonly stage: string }
  readonly origins: readonly string[]
  readonly requestsPerSecond: number
  readonly burst: number
  readonly logs: LogSettings
}

const METHODS = { GET: HttpMethod.GET, POST: HttpMethod.POST } as const
const CORS_METHODS = { GET: CorsHttpMethod.GET, POST: CorsHttpMethod.POST } as const

/** The API: exactly the routes of the one table, each behind the authorizer. */
export class HttpApi extends Construct {
  readonly api: Api
  readonly stage: HttpStage
  readonly accessLog: EncryptedLogGroup
  readonly asked: AccessMetrics

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id)
    const { dimensions, origins, requestsPerSecond, burst, logs } = props
    this.accessLog = new EncryptedLogGroup(this, 'AccessLog', logs)
    this.api = new Api(this, 'Api', {
      description: 'Sixclear: the record for consoles and other systems',
      createDefaultStage: false,
      ...(origins.length === 0
        ? {}
        : {
            corsPreflight: {
              allowOrigins: [...origins],
              allowMethods: [...new Set(routes.map(({ method }) => CORS_METHODS[method]))],
              allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
              maxAge: Duration.hours(1),
            },
          }),
    })
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify({ ...dimensions, ...ACCESS_LOG })),
      },
    })
    this.asked = new AccessMetrics(this, 'Asked', { accessLog: this.accessLog, dimensions })
  }

  /** Accepts tokens of this issuer. The audience is known only after the API has a name. */
  open(handler: IFunction, { issuer, audience }: TrustedIssuer): void {
    const integration = new HttpLambdaIntegration('Functions', handler, {
      timeout: Duration.seconds(29),
      // One permission for the whole API: one for each route would outgrow the function's policy.
      scopePermissionToRoute: false,
    })
    const authorizer = new HttpJwtAuthorizer('Staff', issuer, { jwtAudience: [...audience] })
    for (const { method, path } of routes)
      this.api.addRoutes({ path, methods: [METHODS[method]], integration, authorizer })
  }
}

/** The access log: caller, route and status. Not the path, because it has ids, nor the query, which was typed. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  sub: '$context.authorizer.claims.sub',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.message',
  authorizerError: '$context.authorizer.error',
}
