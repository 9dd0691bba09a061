import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { Backups } from '../constructs/backups.ts'
import { ErasuresTable } from '../constructs/erasures-table.ts'
import { GatewaySecret } from '../constructs/gateway-secret.ts'
import { type Issuer, StaffPool } from '../constructs/identity.ts'
import { LookupSecret } from '../constructs/lookup-secret.ts'
import { type RecordArns, RecordTable } from '../constructs/record-table.ts'
import type { Stage } from '../stages/stages.ts'

/**
 * What is kept over all versions of the service: the record with its key, the lookup secret and the staff's
 * accounts.
 */
export class DataStack extends Stack {
  readonly table: RecordArns
  readonly recordKey: IKey
  readonly lookupSecretArn: string
  /** Absent: the stage has no SMS gateway. */
  readonly gatewaySecretArn: string | undefined
  readonly issuer: Issuer

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      description: `Sixclear ${stage.name}: the record and the staff's accounts`,
      terminationProtection: stage.keepsData,
    })
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    const lifetime = { removalPolicy, deletionProtection: stage.keepsData }

    const record = new RecordTable(this, 'Record', {
      ...lifetime,
      throughput: stage.throughput,
    })
    this.recordKey = record.key
    this.table =
      stage.restoredTable === undefined
        ? record.arns
        : {
            tableArn: this.formatArn({
              service: 'dynamodb',
              resource: 'table',
              resourceName: stage.restoredTable.name,
            }),
            tableName: stage.restoredTable.name,
            streamArn: stage.restoredTable.streamArn,
          }

    const erasures = new ErasuresTable(this, 'Erasures', { key: record.key, ...lifetime })
    if (stage.keepsData)
      new Backups(this, 'Backups', {
        key: record.key,
        removalPolicy,
        tableArns: [this.table.tableArn, erasures.table.tableArn],
      })

    const { secretArn } = new LookupSecret(this, 'Lookups', { key: record.key, removalPolicy })
    this.lookupSecretArn = secretArn
    this.gatewaySecretArn =
      stage.sms.gateway === undefined
        ? undefined
        : new GatewaySecret(this, 'Gateway', { key: record.key, removalPolicy }).secretArn

    if (stage.identity.by === 'cognito') {
      const pool = new StaffPool(this, 'Staff', {
        stageName: stage.name,
        mail: stage.identity.mail,
        ...lifetime,
      })
      this.issuer = pool
      new CfnOutput(this, 'UserPoolId', { value: pool.userPool.userPoolId })
    } else {
      const { issuer, origins = [] } = stage.identity
      this.issuer = { ...stage.identity, origins: [new URL(issuer).origin, ...origins] }
    }
    new CfnOutput(this, 'ErasuresTableName', { value: erasures.table.tableName })
    new CfnOutput(this, 'TableName', { value: this.table.tableName })
    new CfnOutput(this, 'LookupSecretArn', { value: secretArn })
    if (this.gatewaySecretArn !== undefined)
      new CfnOutput(this, 'GatewaySecretArn', { value: this.gatewaySecretArn })
    new CfnOutput(this, 'TokenIssuer', { value: this.issuer.issuer })
  }
}
