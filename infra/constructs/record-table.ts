import type { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { tableShape } from '../../aws/dynamodb/table-shape.ts'

export interface RecordTableProps {
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
  readonly maxWritesPerSecond?: number | undefined
}

/** The table as those see it who read and write it, and those who follow its stream. */
export interface RecordArns {
  readonly tableArn: string
  readonly tableName: string
  readonly streamArn: string
}

const text = (name: string) => ({ name, type: AttributeType.STRING })

/**
 * The record: one table with its two indexes and its stream, under a key of its own, restorable to any second of the last
 * 35 days.
 */
export class RecordTable extends Construct {
  readonly arns: RecordArns
  readonly key: Key

  constructor(scope: Construct, id: string, props: RecordTableProps) {
    super(scope, id)
    const { removalPolicy, deletionProtection, maxWritesPerSecond } = props
    this.key = new Key(this, 'Key', {
      description: 'Sixclear: the record',
      enableKeyRotation: true,
      removalPolicy,
    })
    // Not TableV2: with a customer key it needs the region, and our templates fit any.
    const table = new Table(this, 'Table', {
      partitionKey: text(tableShape.partitionKey),
      sortKey: text(tableShape.sortKey),
      timeToLiveAttribute: tableShape.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(maxWritesPerSecond === undefined ? {} : { maxWriteRequestUnits: maxWritesPerSecond }),
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      // The ledger is the list of what has happened, and nothing rewrites it: what was there before is not needed.
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      removalPolicy,
    })
    for (const [indexName, { partitionKey, sortKey, shows }] of Object.entries(tableShape.indexes))
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...shows],
      })
    const { tableArn, tableName, tableStreamArn: streamArn = '' } = table
    this.arns = { tableArn, tableName, streamArn }
  }
}
