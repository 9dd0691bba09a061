import { Aws, Duration, type RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

/** Whom the API believes: tokens of this issuer that are meant for one of these audiences. */
export interface TrustedIssuer {
  readonly issuer: string
  readonly audience: readonly string[]
}

export interface StaffPoolProps {
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
}

/** In the order in which one person may have several. */
export const staffGroups = ['administrators', 'workers', 'stations'] as const

/** The staff's own accounts: made by an administrator, with a second factor, named by the id of their post. */
export class StaffPool extends Construct {
  readonly userPool: UserPool
  readonly client: UserPoolClient
  readonly trusted: TrustedIssuer

  constructor(scope: Construct, id: string, { removalPolicy, deletionProtection }: StaffPoolProps) {
    super(scope, id)
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      removalPolicy,
      deletionProtection,
    })
    for (const [precedence, groupName] of staffGroups.entries())
      new CfnUserPoolGroup(this, groupName, {
        userPoolId: this.userPool.userPoolId,
        groupName,
        precedence,
      })
    this.client = this.userPool.addClient('Console', {
      generateSecret: false,
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      disableOAuth: true,
    })
    this.trusted = {
      issuer: `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.userPool.userPoolId}`,
      audience: [this.client.userPoolClientId],
    }
  }
}
