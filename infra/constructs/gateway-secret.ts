import { type RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

export interface GatewaySecretProps {
  readonly key: IKey
  readonly removalPolicy: RemovalPolicy
}

/**
 * What we and the SMS gateway know: the shape is that of aws/gateway-secret.ts. The secret of the callbacks is drawn by
 * Secrets Manager; a person puts the access key in, and gives the secret to the gateway's operator.
 */
export class GatewaySecret extends Construct {
  readonly secretArn: string

  constructor(scope: Construct, id: string, { key, removalPolicy }: GatewaySecretProps) {
    super(scope, id)
    const secret = new Secret(this, 'Secret', {
      description:
        'Sixclear: the access key of the SMS gateway, and the secret of its callbacks: docs/deploy.md.',
      encryptionKey: key,
      removalPolicy,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ accessKeyId: 'not set', accessKeySecret: 'not set' }),
        generateStringKey: 'callbackSecret',
        passwordLength: 64,
        excludePunctuation: true,
      },
    })
    this.secretArn = secret.secretArn
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The gateway draws the access key, and its operator has to be told a new callback secret by a person.',
    })
  }
}
