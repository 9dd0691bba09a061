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
  UserPoolEmail,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

/** The issuer for staff: our user pool, or an external one. */
export type Issuer = {
  readonly issuer: string
  /** The origins that a browser calls: the issuer's and those of its endpoints. */
  readonly origins: readonly string[]
} & (
  | { readonly by: 'cognito'; readonly userPool: IUserPool }
  | { readonly by: 'oidc'; readonly clientId: string; readonly audience: readonly string[] }
)

/** What the API accepts: tokens of this issuer for one of these audiences. */
export interface TrustedIssuer {
  readonly issuer: string
  readonly audience: readonly string[]
}

export interface StaffPoolProps {
  /** Without: Cognito's own sender, which AWS caps at 50 mails a day for the whole account. */
  readonly mail?: StaffMail | undefined
  readonly stageName: string
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
}

/** The verified SES identity that invitations and new passwords come from. */
export interface StaffMail {
  readonly from: string
  /** Where the identity is verified. Default: the stage's own region. */
  readonly sesRegion?: string | undefined
  /** The verified domain, where it is not the address that is verified. */
  readonly verifiedDomain?: string | undefined
}

/** Groups for people without a post. An administrator adds groups for one community or grid: docs/deploy.md. */
const staffGroups = ['district-administrator', 'read-only'] as const

const bySes = ({ from, sesRegion, verifiedDomain }: StaffMail): UserPoolEmail =>
  UserPoolEmail.withSES({
    fromEmail: from,
    fromName: 'Sixclear',
    sesRegion: sesRegion ?? Aws.REGION,
    ...(verifiedDomain === undefined ? {} : { sesVerifiedDomain: verifiedDomain }),
  })

/**
 * The user pool of the staff: accounts made by an administrator, with a second factor. A post names the `sub` of
 * its holder.
 */
export class StaffPool extends Construct {
  readonly by = 'cognito'
  readonly userPool: UserPool
  readonly issuer: string
  readonly origins: readonly string[]

  constructor(
    scope: Construct,
    id: string,
    { stageName, mail, removalPolicy, deletionProtection }: StaffPoolProps,
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
      ...(mail === undefined ? {} : { email: bySes(mail) }),
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
    // Known in advance and unique in the region.
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
