import { Aws, Duration, type RemovalPolicy } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  type IUserPool,
  ManagedLoginVersion,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

/** Who signs the staff in: a pool of ours, or somebody who knows the console already. */
export type Issuer = {
  readonly issuer: string
  /** Where a browser asks it for anything: the issuer's own origin, and those of its endpoints. */
  readonly origins: readonly string[]
} & (
  | { readonly by: 'cognito'; readonly userPool: IUserPool }
  | { readonly by: 'oidc'; readonly clientId: string; readonly audience: readonly string[] }
)

/** Whom the API believes: tokens of this issuer that are meant for one of these audiences. */
export interface TrustedIssuer {
  readonly issuer: string
  readonly audience: readonly string[]
}

export interface StaffPoolProps {
  readonly stageName: string
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
}

/** For whoever has no post. An administrator adds groups for one community or grid by hand: docs/deploy.md. */
export const staffGroups = ['district-administrator', 'read-only'] as const

/** The staff's own accounts: made by an administrator, with a second factor. A post names the `sub` of its holder. */
export class StaffPool extends Construct {
  readonly by = 'cognito'
  readonly userPool: UserPool
  readonly issuer: string
  readonly origins: readonly string[]

  constructor(
    scope: Construct,
    id: string,
    { stageName, removalPolicy, deletionProtection }: StaffPoolProps,
  ) {
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
    // Known beforehand, and nobody else's: a region has each prefix once.
    const domainPrefix = `sixclear-${stageName}-${Aws.ACCOUNT_ID}`
    this.userPool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    const origin = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`
    this.issuer = `${origin}/${this.userPool.userPoolId}`
    this.origins = [origin, `https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`]
  }
}
