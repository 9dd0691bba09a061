import { Duration, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type * as z from 'zod/mini'
import { Environment } from '../../functions/receive-callback/environment.ts'
import { grants } from '../bundles/grants.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'
import { acknowledgementsFor, type Granted, statementsFor } from './iam-statements.ts'
import { ServiceFunction } from './service-function.ts'

export interface GatewayCallbacksProps {
  readonly code: Code
  readonly granted: Granted
  readonly variables: z.input<typeof Environment>
  readonly logs: LogSettings
  /** Callbacks hold many texts each. */
  readonly requestsPerSecond: number
}

/** Without the path, which may hold the gateway's token, and without the body. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.error.message',
}

/** Where the SMS gateway reports received texts and receipts: an address of its own, apart from the API. */
export class GatewayCallbacks extends Construct {
  readonly url: string
  readonly function: ServiceFunction

  constructor(scope: Construct, id: string, props: GatewayCallbacksProps) {
    super(scope, id)
    const { code, granted, variables, logs, requestsPerSecond } = props
    this.function = new ServiceFunction(this, 'receive-callback', {
      verb: 'receive-callback',
      description: "Takes the SMS gateway's callbacks",
      code,
      schema: Environment,
      variables,
      permissions: statementsFor(grants['receive-callback'], granted),
      acknowledgements: acknowledgementsFor(grants['receive-callback'], granted),
      timeout: Duration.seconds(10),
      memoryMegabytes: 512,
      logs,
    })
    const api = new HttpApi(this, 'Api', {
      description: 'Sixclear: callbacks of the SMS gateway',
      createDefaultStage: false,
    })
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestsPerSecond * 2 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(new EncryptedLogGroup(this, 'AccessLog', logs)),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    })
    const integration = new HttpLambdaIntegration('Callback', this.function.live, {
      timeout: Duration.seconds(10),
      scopePermissionToRoute: false,
    })
    for (const kind of ['texts', 'receipts'])
      for (const path of variables.SMS_CALLBACK_PROOF === 'token' ? [`/${kind}/{token}`] : [`/${kind}`])
        for (const route of api.addRoutes({ path, methods: [HttpMethod.POST], integration }))
          Validations.of(route).acknowledge({
            id: 'AwsSolutions-APIG4',
            reason:
              'The gateway has no token of ours: the function checks its signature, or the secret in the address.',
          })
    this.url = api.apiEndpoint
  }
}
