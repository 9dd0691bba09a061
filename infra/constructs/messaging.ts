import { Aws, type Duration } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice'
import { type ITopic, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SqsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type ByLane, byLane, type Lane, lanes } from '../../core/message/lane.ts'
import type { Stage, Station } from '../stages/stages.ts'
import { DeadLetterQueue, WorkQueue } from './work-queue.ts'

export interface MessagingProps {
  readonly stage: Stage
  readonly key: IKey
  readonly receiveTimeout: Duration
  readonly deliverTimeout: Duration
}

/** Measured by others and by experience: one text takes the provider about this long. */
const SECONDS_PER_TEXT = 0.3

/** How many environments send at a pace, each one text after the other. AWS allows at least 2. */
const concurrencyFor = (messagesPerSecond: number): number =>
  Math.max(2, Math.floor(messagesPerSecond * SECONDS_PER_TEXT))

/** How many environments send the texts of each lane. Nothing that is routine can take an urgent one's place. */
export const concurrencyOf = ({ perSecond, urgentPerSecond }: Stage['sms']): ByLane<number> => ({
  urgent: concurrencyFor(urgentPerSecond),
  routine: concurrencyFor(perSecond - urgentPerSecond),
})

const OUTBOX_IDS: ByLane<string> = { urgent: 'OutboxUrgent', routine: 'OutboxRoutine' }

/**
 * The events that say whether a text arrived. Events on its way are no receipts, nor is TEXT_UNKNOWN, which AWS
 * sends itself after 72 hours without one: it would hide that receipts are missing.
 */
const RECEIPTS = [
  'TEXT_DELIVERED',
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_UNREACHABLE',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
] as const

const mayPublish = (sid: string, topic: Topic): PolicyStatement =>
  new PolicyStatement({
    sid,
    principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  })

/** Texts in, texts out and their receipts, and alerts to the departments' own systems. */
export class Messaging extends Construct {
  readonly twoWayTopic: ITopic
  readonly inbound: WorkQueue
  readonly receipts: WorkQueue
  /** Named by every text, for its receipts. Absent where AWS has no SMS service. */
  readonly configurationSet: string | undefined
  readonly receiptsTopic: ITopic | undefined
  /** Texts to phones, a queue for each lane. */
  readonly outbox: ByLane<WorkQueue>
  /** Queues of messages whose dead letters a person can put back. */
  readonly redriven: readonly { readonly name: string; readonly from: WorkQueue }[]
  readonly alerts: Topic
  readonly undelivered: DeadLetterQueue

  constructor(scope: Construct, id: string, props: MessagingProps) {
    super(scope, id)
    const { stage, key, receiveTimeout, deliverTimeout } = props
    this.undelivered = new DeadLetterQueue(this, 'Undelivered', key)

    this.twoWayTopic = this.#twoWayTopic(stage, key)
    // Each try is six minutes apart: what the record cannot take for two hours is not given up.
    this.inbound = new WorkQueue(this, 'Inbound', { key, consumerTimeout: receiveTimeout, maxReceives: 20 })
    this.twoWayTopic.addSubscription(
      // The envelope says when a text was published, which the queue forgets when a dead letter is put back.
      new SqsSubscription(this.inbound.queue, { deadLetterQueue: this.undelivered }),
    )

    this.receipts = new WorkQueue(this, 'Receipts', { key, consumerTimeout: receiveTimeout, maxReceives: 20 })
    this.configurationSet = stage.sms.byAws ? `sixclear-${stage.name}` : undefined
    this.receiptsTopic =
      this.configurationSet === undefined ? undefined : this.#receiptsOf(this.configurationSet, key)

    // At eight in the morning the provider throttles for a long time: a text is retried many times.
    this.outbox = byLane(
      (lane: Lane) =>
        new WorkQueue(this, OUTBOX_IDS[lane], { key, consumerTimeout: deliverTimeout, maxReceives: 10 }),
    )

    this.redriven = [
      { name: 'inbound', from: this.inbound },
      { name: 'receipts', from: this.receipts },
      ...lanes.map((lane) => ({ name: `outbox-${lane}`, from: this.outbox[lane] })),
    ]

    this.alerts = new Topic(this, 'Alerts', { masterKey: key, enforceSSL: true })
    for (const station of stage.stations) this.#subscribe(station)
  }

  #twoWayTopic({ sms }: Stage, key: IKey): ITopic {
    if (sms.twoWayTopicArn !== undefined) return Topic.fromTopicArn(this, 'TwoWay', sms.twoWayTopicArn)
    const topic = new Topic(this, 'TwoWay', { masterKey: key, enforceSSL: true })
    if (sms.byAws) topic.addToResourcePolicy(mayPublish('MessagesFromPhones', topic))
    return topic
  }

  /** Receipts contain phone numbers: they pass through an encrypted topic and queue, and are not stored. */
  #receiptsOf(configurationSetName: string, key: IKey): ITopic {
    const topic = new Topic(this, 'ReceiptsTopic', { masterKey: key, enforceSSL: true })
    topic.addToResourcePolicy(mayPublish('ReceiptsOfTexts', topic))
    topic.addSubscription(
      new SqsSubscription(this.receipts.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: this.undelivered,
      }),
    )
    const texts = new CfnConfigurationSet(this, 'Texts', {
      configurationSetName,
      eventDestinations: [
        {
          eventDestinationName: 'receipts',
          enabled: true,
          matchingEventTypes: [...RECEIPTS],
          snsDestination: { topicArn: topic.topicArn },
        },
      ],
    })
    // Its events may come before the topic accepts them.
    texts.node.addDependency(topic)
    return topic
  }

  #subscribe({ name, endpoint, communities, grids, departments, kinds }: Station): void {
    const oneOf = (allowlist: readonly string[]) =>
      SubscriptionFilter.stringFilter({ allowlist: [...allowlist] })
    const options = {
      deadLetterQueue: this.undelivered,
      filterPolicy: {
        community: oneOf(communities),
        department: oneOf(departments),
        ...(grids === undefined ? {} : { grid: oneOf(grids) }),
        ...(kinds === undefined ? {} : { kind: oneOf(kinds) }),
      },
    }
    switch (endpoint.by) {
      case 'email':
        this.alerts.addSubscription(new EmailSubscription(endpoint.address, options))
        return
      case 'https':
        this.alerts.addSubscription(new UrlSubscription(endpoint.url, options))
        return
      case 'sqs':
        this.alerts.addSubscription(
          new SqsSubscription(Queue.fromQueueArn(this, name, endpoint.queueArn), {
            ...options,
            rawMessageDelivery: true,
          }),
        )
    }
  }
}
