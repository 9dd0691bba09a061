import { CfnOutput, Stack, Token } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import type { Stage } from '../stages/stages.ts'

/** Where CloudFront looks for firewalls and certificates, and nowhere else. */
const REGION = 'us-east-1'
const OUTPUT = 'FirewallArn'

type Firewall = NonNullable<Extract<Stage['console'], { by: 'cloudfront' }>['firewall']>

const nameOf = (stageName: string): string => `sixclear-${stageName}-edge`

/**
 * The firewall in front of the console and of the API behind it: addresses that ask too often, and AWS's common rules.
 * API Gateway's HTTP APIs take no firewall of their own, and CloudFront's is in one region: hence a stack of its own.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, stageName: string, { requestsPerFiveMinutes }: Firewall) {
    super(scope, nameOf(stageName), {
      env: { region: REGION },
      description: `Sixclear ${stageName}: the firewall before the console`,
    })
    const measured = (metricName: string) => ({
      metricName,
      cloudWatchMetricsEnabled: true,
      // A sample holds addresses and paths.
      sampledRequestsEnabled: false,
    })
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: measured('Firewall'),
      rules: [
        {
          name: 'TooOften',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsPerFiveMinutes } },
          visibilityConfig: measured('TooOften'),
        },
        {
          name: 'Common',
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: 'AWSManagedRulesCommonRuleSet',
              // Rosters are larger than the 8 KB that it allows.
              ruleActionOverrides: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
            },
          },
          visibilityConfig: measured('Common'),
        },
      ],
    })
    new CfnOutput(this, OUTPUT, { value: firewall.attrArn })
  }
}

/** For the stack of the console, in whatever region it is. */
export const firewallArn = (stageName: string): string =>
  Token.asString({
    'Fn::GetStackOutput': { StackName: nameOf(stageName), OutputName: OUTPUT, Region: REGION },
  })
