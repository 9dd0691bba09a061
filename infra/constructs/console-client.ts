import { Duration } from 'aws-cdk-lib'
import {
  CfnManagedLoginBranding,
  type IUserPool,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Issuer, TrustedIssuer } from './identity.ts'

/** The console's client at the issuer, and the audience that the API accepts. */
export interface ConsoleClient {
  readonly id: string
  readonly trusted: TrustedIssuer
}

/** `servedAt`: the origins of the console, the only ones that the sign-in may redirect to. */
export const consoleClient = (
  scope: Construct,
  issuer: Issuer,
  servedAt: readonly string[],
): ConsoleClient => {
  if (issuer.by === 'oidc') return { id: issuer.clientId, trusted: issuer }
  const { userPoolClientId: id } = new PoolClient(scope, 'ConsoleClient', issuer.userPool, servedAt)
  return { id, trusted: { issuer: issuer.issuer, audience: [id] } }
}

/** A public client: a stolen code is useless without PKCE's verifier. */
class PoolClient extends UserPoolClient {
  constructor(scope: Construct, id: string, userPool: IUserPool, servedAt: readonly string[]) {
    super(scope, id, {
      userPool,
      generateSecret: false,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      // No password passes through our code: only the renewal of a token is allowed.
      authFlows: { userSrp: false },
      ...(servedAt.length === 0
        ? { disableOAuth: true }
        : {
            oAuth: {
              flows: { authorizationCodeGrant: true },
              scopes: [OAuthScope.OPENID],
              callbackUrls: servedAt.map((origin) => `${origin}/signed-in`),
              logoutUrls: servedAt.map((origin) => `${origin}/`),
            },
          }),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    })
    // A client without a style has no sign-in page.
    new CfnManagedLoginBranding(this, 'SignInPage', {
      userPoolId: userPool.userPoolId,
      clientId: this.userPoolClientId,
      useCognitoProvidedValues: true,
    })
  }
}
