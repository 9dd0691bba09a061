import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  type FunctionAssociation,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  Signing,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { openPage, stripApi, type ViewerRequest } from '../edge/viewer-requests.ts'
import type { Stage } from '../stages/stages.ts'
import { ConsoleHeaders } from './console-headers.ts'
import { EdgeFunction } from './edge-function.ts'

/** How a stage serves its console by CloudFront. */
export type ServedByCloudFront = Extract<Stage['console'], { by: 'cloudfront' }>

export interface ConsoleProps {
  readonly stageName: string
  readonly served: ServedByCloudFront
  readonly apiId: string
  /** Of the stage's firewall, if it has one. */
  readonly firewallArn: string
  /** Of access logs. */
  readonly removalPolicy: RemovalPolicy
  /** The origins of whoever signs the staff in. */
  readonly signIn: readonly string[]
}

/** CloudFront would cache these errors for ten seconds, whatever the answer says. */
const NEVER_KEPT = [500, 502, 503, 504]

/** A minimum above zero counts more than the API's own `no-store`, which is for browsers. */
const MARK_KEPT = Duration.seconds(2)

/** The console and, under `/api`, the API: one origin, so that the browser needs only the issuer besides. */
export class Console extends Construct {
  /** Holds only public files. */
  readonly bucket: IBucket
  readonly distribution: Distribution
  readonly url: string

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id)
    const { stageName, served, apiId, signIn, removalPolicy } = props
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Every file can be built again from the same commit: nothing to keep, and no versions either.
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    })
    // The CDK's types do not fit `exactOptionalPropertyTypes`; a Bucket is an IBucket all the same.
    this.bucket = bucket as IBucket
    const files = S3BucketOrigin.withOriginAccessControl(this.bucket, {
      originAccessControl: new S3OriginAccessControl(this, 'Access', {
        originAccessControlName: `sixclear-${stageName}-console-${Aws.REGION}`,
        signing: Signing.SIGV4_ALWAYS,
      }),
    })
    const responseHeadersPolicy = new ConsoleHeaders(this, 'Headers', stageName, signIn)
    const api = new HttpOrigin(`${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`)
    const strip = this.#atTheEdge('StripApi', 'The API knows no /api', stripApi)
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Sixclear ${stageName}: the console`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...ownName(this, served),
      ...(served.firewall === undefined ? {} : { webAclId: props.firewallArn }),
      ...accessLogs(this, served, removalPolicy),
      errorResponses: NEVER_KEPT.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: {
        origin: files,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        // Pages and settings are small and change with every release: not cached.
        cachePolicy: CachePolicy.CACHING_DISABLED,
        responseHeadersPolicy,
        functionAssociations: [this.#atTheEdge('OpenPage', 'Every page is index.html', openPage)],
      },
      additionalBehaviors: {
        '/assets/*': {
          origin: files,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy,
        },
        // Before the rest of the API: one answer for all consoles of a community. Nothing is forwarded, and so nothing is
        // asked that one of them alone may know.
        '/api/marks/*': {
          origin: api,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          cachePolicy: new CachePolicy(this, 'Marks', {
            cachePolicyName: `sixclear-${stageName}-marks-${Aws.REGION}`,
            comment: 'The mark of changes, by its path alone',
            minTtl: MARK_KEPT,
            defaultTtl: MARK_KEPT,
            maxTtl: MARK_KEPT,
          }),
          responseHeadersPolicy,
          functionAssociations: [strip],
        },
        '/api/*': {
          origin: api,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // The token with everything else; the API is found by its own name.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy,
          functionAssociations: [strip],
        },
      },
    })
    this.url = `https://${served.domain?.name ?? this.distribution.distributionDomainName}`
    acknowledge(this, served)
  }

  #atTheEdge(
    id: string,
    comment: string,
    run: (event: ViewerRequest) => ViewerRequest['request'],
  ): FunctionAssociation {
    return {
      function: new EdgeFunction(this, id, comment, run),
      eventType: FunctionEventType.VIEWER_REQUEST,
    }
  }
}

const ownName = (scope: Construct, { domain }: ServedByCloudFront) =>
  domain === undefined
    ? {}
    : {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }

/** The log cannot leave out addresses and paths, so it is kept for a short time. */
const accessLogs = (
  scope: Construct,
  { accessLogDays }: ServedByCloudFront,
  removalPolicy: RemovalPolicy,
) => {
  if (accessLogDays === undefined) return {}
  const logBucket = new Bucket(scope, 'AccessLogs', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    // CloudFront writes by an access list, and gives the files to the bucket's owner.
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(accessLogDays) }],
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
  })
  Validations.of(logBucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'It holds access logs itself, and only CloudFront writes to it.',
  })
  return { enableLogging: true, logBucket: logBucket as IBucket, logIncludesCookies: false }
}

const acknowledge = (
  { bucket, distribution }: Console,
  { domain, firewall, accessLogDays }: ServedByCloudFront,
): void => {
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Only CloudFront reads it, and it holds only public files.',
  })
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR1',
    reason: 'We do not know from which countries staff sign in.',
  })
  if (firewall === undefined)
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR2',
      reason:
        'Files are public, and behind /api every route asks for a token and is throttled; a stage may have a firewall.',
    })
  if (accessLogDays === undefined)
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR3',
      reason:
        "It would store people's ids from paths beside IP addresses; the API logs the caller and the route, and a stage may want it.",
    })
  if (domain === undefined)
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'Under cloudfront.net the lowest TLS version cannot be chosen; a stage with its own domain has 1.2.',
    })
}
