import { Aws, Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'

/** What the console's pages may load, and from where. `signIn`: the origins of the issuer. */
export const contentSecurityPolicy = (signIn: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    ['connect-src', "'self'", ...signIn].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    ['form-action', "'self'", ...signIn].join(' '),
    "frame-ancestors 'none'",
  ].join('; ')

const POWERFUL_FEATURES = ['camera', 'geolocation', 'microphone', 'payment', 'usb']

const override = true

/** On every answer: pages, files and the API alike. */
export class ConsoleHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, stageName: string, signIn: readonly string[]) {
    super(scope, id, {
      // The name must be unique in the account, over all regions.
      responseHeadersPolicyName: `sixclear-${stageName}-console-${Aws.REGION}`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(signIn), override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: 'permissions-policy',
            value: POWERFUL_FEATURES.map((feature) => `${feature}=()`).join(', '),
            override,
          },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override },
          { header: 'cross-origin-resource-policy', value: 'same-origin', override },
        ],
      },
    })
  }
}
