import { CfnOutput, Duration } from 'aws-cdk-lib'
import {
  OAuthScope,
  ResourceServerScope,
  UserPoolClient,
  UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { MachineClient } from '../stages/event-settings.ts'
import type { Issuer } from './identity.ts'

/**
 * The clients of other systems at the staff's pool, by OAuth's client credentials; gives their ids, the audience of their
 * tokens. Their secrets are in the pool: `aws cognito-idp describe-user-pool-client`.
 */
export const machineClients = (
  scope: Construct,
  issuer: Issuer,
  machines: readonly MachineClient[],
): readonly string[] => {
  if (issuer.by === 'oidc' || machines.length === 0) return []
  const within = new Construct(scope, 'Machines')
  const granted = [...new Set(machines.flatMap(({ scopes }) => scopes))]
  const known = granted.map(
    (scopeName) => new ResourceServerScope({ scopeName, scopeDescription: `Sixclear: ${scopeName}` }),
  )
  const server = new UserPoolResourceServer(within, 'Api', {
    userPool: issuer.userPool,
    identifier: 'sixclear',
    scopes: known,
  })
  return machines.map(({ name, scopes }) => {
    const client = new UserPoolClient(within, name, {
      userPool: issuer.userPool,
      generateSecret: true,
      authFlows: {},
      oAuth: {
        flows: { clientCredentials: true },
        scopes: known
          .filter(({ scopeName }) => scopes.includes(scopeName))
          .map((one) => OAuthScope.resourceServer(server, one)),
      },
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
    })
    new CfnOutput(within, `${name}ClientId`, { value: client.userPoolClientId })
    return client.userPoolClientId
  })
}
