import { Duration, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi as Api,
  CfnStage,
  CorsHttpMethod,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { routes as everyRoute, openRoutes } from '../../api/routes.ts'
import type { ApiRates, Rate } from '../stages/capacity-settings.ts'
import { AccessMetrics } from './access-metrics.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'
import type { TrustedIssuer } from './identity.ts'

export interface HttpApiProps {
  readonly dimensions: { readonly service: string; readonly stage: string }
  readonly origins: readonly string[]
  readonly rates: ApiRates
  readonly logs: LogSettings
}

const forEverybody = (route: HttpRoute): HttpRoute => {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'The edge keeps its answer for all consoles; its path cannot be guessed, and it tells nothing of anybody.',
  })
  return route
}

/** As CloudFormation writes it: the CDK passes the settings of routes on as they are. */
interface RouteSettings {
  readonly ThrottlingRateLimit: number
  readonly ThrottlingBurstLimit: number
  readonly DetailedMetricsEnabled: boolean
}

/** `fhir/$export` and its like come by `fhir/{type}`: whether a route's name may have a dollar sign is written nowhere. */
const routes = everyRoute.filter(({ path }) => !path.includes('$'))

const METHODS = { GET: HttpMethod.GET, POST: HttpMethod.POST } as const
const CORS_METHODS = { GET: CorsHttpMethod.GET, POST: CorsHttpMethod.POST } as const

/** The API: exactly the routes of the one table, each behind the authorizer. */
export class HttpApi extends Construct {
  readonly api: Api
  readonly stage: HttpStage
  readonly accessLog: EncryptedLogGroup
  readonly asked: AccessMetrics
  readonly #rates: ApiRates

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id)
    const { dimensions, origins, rates, logs } = props
    this.#rates = rates
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
      throttle: { rateLimit: rates.requestsPerSecond, burstLimit: rates.burst },
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
      this.#add(this.api.addRoutes({ path, methods: [METHODS[method]], integration, authorizer }))
    for (const { method, path } of openRoutes)
      this.#add(
        this.api
          .addRoutes({ path, methods: [METHODS[method]], integration, authorizer: new HttpNoneAuthorizer() })
          .map(forEverybody),
      )
    const [stage] = [this.stage.node.defaultChild].filter((child) => child instanceof CfnStage)
    if (stage !== undefined) stage.routeSettings = this.#routeSettings()
  }

  /** The stage throttles routes by name: they must be there before. */
  #add(added: readonly HttpRoute[]): void {
    this.stage.node.addDependency(...added)
  }

  /** Each route has its own rate: no reader takes that of an answer or a registration. */
  #routeSettings(): Readonly<Record<string, RouteSettings>> {
    const { requestsPerSecond, burst, writes, marks } = this.#rates
    const reads = { perSecond: requestsPerSecond, burst }
    const settings = (rate: Rate): RouteSettings => ({
      ThrottlingRateLimit: rate.perSecond,
      ThrottlingBurstLimit: rate.burst,
      // They replace the settings of the stage, and are not added to them.
      DetailedMetricsEnabled: true,
    })
    return Object.fromEntries([
      ...routes.map(({ method, path }) => [`${method} ${path}`, settings(method === 'GET' ? reads : writes)]),
      ...openRoutes.map(({ method, path }) => [`${method} ${path}`, settings(marks)]),
    ])
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
