import { type RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

export interface LookupSecretProps {
  readonly key: IKey
  readonly removalPolicy: RemovalPolicy
}

/**
 * The keys under which people are found by phone, document and address. The first one is drawn by Secrets Manager, so
 * that nobody ever sees it: the shape is that of record/lookup-keys.ts.
 */
export class LookupSecret extends Construct {
  readonly secretArn: string

  constructor(scope: Construct, id: string, { key, removalPolicy }: LookupSecretProps) {
    super(scope, id)
    const secret = new Secret(this, 'Secret', {
      description: 'Sixclear: the lookup keys. Without them nobody can be found: docs/runbook.md.',
      encryptionKey: key,
      removalPolicy,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ id: 'k1' }),
        generateStringKey: 'secret',
        passwordLength: 64,
        excludePunctuation: true,
      },
    })
    this.secretArn = secret.secretArn
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A new key needs every item rewritten, by a command that somebody watches: npm run rotate.',
    })
  }
}
