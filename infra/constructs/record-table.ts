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
import type { TableThroughput, Throughput } from '../stages/capacity-settings.ts'

export interface RecordTableProps {
  readonly removalPolicy: RemovalPolicy
  readonly deletionProtection: boolean
  readonly throughput?: TableThroughput | undefined
}

/** The table as those see it who read and write it, and those who follow its stream. */
export interface RecordArns {
  readonly tableArn: string
  readonly tableName: string
  readonly streamArn: string
}

const unitsOf = ({ warm, most }: Throughput = {}) => ({
  ...(warm === undefined
    ? {}
    : { warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes } }),
  ...(most === undefined ? {} : { maxReadRequestUnits: most.reads, maxWriteRequestUnits: most.writes }),
})

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
    const { removalPolicy, deletionProtection, throughput = {} } = props
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
      ...unitsOf(throughput.table),
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      // The ledger is the list of what has happened, and nothing rewrites it: what was there before is not needed.
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      removalPolicy,
    })
    for (const name of ['list', 'due'] as const) {
      const { partitionKey, sortKey, shows } = tableShape.indexes[name]
      table.addGlobalSecondaryIndex({
        indexName: name,
        ...unitsOf(throughput[name]),
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...shows],
      })
    }
    const { tableArn, tableName, tableStreamArn: streamArn = '' } = table
    this.arns = { tableArn, tableName, streamArn }
  }
}
