import type { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { tableShape } from '../../aws/dynamodb/table-shape.ts'

export interface ErasuresTableProps {
  readonly key: IKey
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
}

/** Who has been erased, by id: apart from the record, because a restored record has them again. No function may touch it. */
export class ErasuresTable extends Construct {
  readonly table: Table

  constructor(scope: Construct, id: string, { key, ...lifetime }: ErasuresTableProps) {
    super(scope, id)
    this.table = new Table(this, 'Table', {
      partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
      sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...lifetime,
    })
  }
}
