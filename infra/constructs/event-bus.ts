import { Duration, SecretValue, Stack } from 'aws-cdk-lib'
import {
  ApiDestination,
  Authorization,
  EventBus as Bus,
  Connection,
  HttpMethod,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events'
import { ApiDestination as ToDestination } from 'aws-cdk-lib/aws-events-targets'
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { PublishedType } from '../../core/published-events/published-event.ts'
import type { Events, Webhook } from '../stages/event-settings.ts'
import { DeadLetterQueue } from './work-queue.ts'

export interface EventBusProps {
  readonly name: string
  readonly settings: Events
  readonly key: IKey
}

/** What an account may do with rules that it has made itself. */
const RULES = [
  'events:PutRule',
  'events:DeleteRule',
  'events:DescribeRule',
  'events:DisableRule',
  'events:EnableRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:ListTargetsByRule',
]

/** The bus for other systems: rules of other accounts read it, webhooks are called from it. */
export class EventBus extends Construct {
  readonly busArn: string
  readonly source: string
  /** What a webhook did not take within a day. */
  readonly undelivered: DeadLetterQueue | undefined
  readonly #bus: Bus

  constructor(scope: Construct, id: string, { name, settings, key }: EventBusProps) {
    super(scope, id)
    this.source = name
    this.#bus = new Bus(this, 'Bus', {
      eventBusName: name,
      description: 'Sixclear: what other systems are told',
    })
    this.busArn = this.#bus.eventBusArn
    if (settings.archiveDays !== undefined)
      this.#bus.archive('Archive', {
        description: 'For readers that have missed something',
        eventPattern: { source: [this.source] },
        retention: Duration.days(settings.archiveDays),
      })
    for (const account of settings.accounts ?? []) this.#admit(account)
    const { webhooks = [] } = settings
    const undelivered = webhooks.length === 0 ? undefined : new DeadLetterQueue(this, 'Undelivered', key)
    this.undelivered = undelivered
    if (undelivered !== undefined) for (const webhook of webhooks) this.#call(webhook, undelivered)
  }

  /** Rules only, and only those that the account has made itself: nobody else puts events here. */
  #admit(account: string): void {
    this.#bus.addToResourcePolicy(
      new PolicyStatement({
        sid: `Account${account}`,
        principals: [new AccountPrincipal(account)],
        actions: RULES,
        resources: [
          Stack.of(this).formatArn({
            service: 'events',
            resource: 'rule',
            resourceName: `${this.#bus.eventBusName}/*`,
          }),
        ],
        conditions: {
          StringEqualsIfExists: { 'events:creatorAccount': account, 'events:source': this.source },
        },
      }),
    )
  }

  #call({ name, url, secretArn, communities, types }: Webhook, deadLetterQueue: DeadLetterQueue): void {
    const connection = new Connection(this, `${name}Connection`, {
      description: `Sixclear: the key of ${name}`,
      authorization: Authorization.apiKey('x-sixclear-key', SecretValue.secretsManager(secretArn)),
    })
    const destination = new ApiDestination(this, `${name}Endpoint`, {
      connection,
      endpoint: url,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 50,
    })
    const detail: { community?: string[]; type?: PublishedType[] } = {
      ...(communities && { community: [...communities] }),
      ...(types && { type: [...types] }),
    }
    new Rule(this, name, {
      description: `Sixclear: events for ${name}`,
      eventBus: this.#bus,
      eventPattern: { source: [this.source], ...(Object.keys(detail).length > 0 && { detail }) },
      targets: [
        // The CDK's types do not fit `exactOptionalPropertyTypes`. Retries are EventBridge's own: a day, 185 times.
        new ToDestination(destination as IApiDestination, {
          event: RuleTargetInput.fromEventPath('$.detail'),
          deadLetterQueue,
        }),
      ],
    })
  }
}
