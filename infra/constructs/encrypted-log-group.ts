import type { RemovalPolicy } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/** The same for every log of a stage. */
export interface LogSettings {
  readonly key: IKey
  readonly retention: RetentionDays
  readonly removalPolicy: RemovalPolicy
}

/** A log under the stage's key, kept as long as the stage says. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { key, retention, removalPolicy }: LogSettings) {
    super(scope, id, { encryptionKey: key, retention, removalPolicy })
  }
}
