import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup'
import { Schedule } from 'aws-cdk-lib/aws-events'
import {
  AnyPrincipal,
  Effect,
  ManagedPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'

export interface BackupsProps {
  readonly key: IKey
  readonly removalPolicy: RemovalPolicy
  readonly tableArns: readonly string[]
}

/** As long as an erased person may stay in a copy: as long as point-in-time recovery keeps one. docs/privacy.md */
const KEPT = Duration.days(35)

/**
 * A copy of the tables every night, in a vault that nobody can empty with the rights of the stage: point-in-time recovery
 * goes with its table, these do not.
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, { key, removalPolicy, tableArns }: BackupsProps) {
    super(scope, id)
    const vault = new BackupVault(this, 'Vault', {
      encryptionKey: key,
      removalPolicy,
      accessPolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'NobodyDeletesCopies',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
            resources: ['*'],
          }),
        ],
      }),
    })
    const plan = new BackupPlan(this, 'Plan', {
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'every-night',
          // After the last digest and before the morning, in the time zones of Asia.
          scheduleExpression: Schedule.cron({ hour: '18', minute: '0' }),
          deleteAfter: KEPT,
        }),
      ],
    })
    const policy = 'service-role/AWSBackupServiceRolePolicyForBackup'
    const role = new Role(this, 'Role', {
      description: 'What the nightly copies may do',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(policy)],
    })
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
      reason: 'AWS Backup documents this policy as what it needs, and changes it with its features.',
    })
    new BackupSelection(this, 'Tables', {
      backupPlan: plan,
      role,
      disableDefaultBackupPolicy: true,
      resources: tableArns.map((arn) => BackupResource.fromArn(arn)),
    })
  }
}
