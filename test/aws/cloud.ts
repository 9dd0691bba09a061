import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { StepFunctions } from 'local-step-functions'
import { serveStepFunctions } from 'local-step-functions/server'
import { Timeline } from 'local-step-functions/timeline'
import { vi } from 'vitest'
import * as z from 'zod/mini'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import { postsOf } from '../../core/community/community.ts'
import type { JsonValue } from '../../core/json.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Store } from '../../core/ports/store.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { type Instant, instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { workflowDefinition } from '../../local/system/workflow-definitions.ts'
import { publishRuleBook, saveCommunity } from '../../record/community-repository.ts'
import { lookupsUnder } from '../../record/lookup-keys.ts'
import { savePosts } from '../../record/phone-repository.ts'
import { at, exampleCommunity } from '../workflow/test-system.ts'
import { openDynamoEngine } from './dynamo-engine.ts'
import { type FaultyProxy, openFaultyProxy } from './faulty-proxy.ts'
import { openJsonEndpoint } from './json-endpoint.ts'
import { invokeLambda, isLambdaName, type LambdaName } from './lambdas.ts'
import { openSecretsEndpoint } from './secrets-endpoint.ts'
import { openSnsEndpoint, type SnsEndpoint } from './sns-endpoint.ts'
import { openSqsEndpoint, type SqsEndpoint } from './sqs-endpoint.ts'
import { sqsEvent } from './sqs-event.ts'

const SETTINGS = JSON.stringify({ ...usualSettings, sms: { standby: 'none', senderId: 'Sixclear' } })

export interface Cloud {
  readonly store: Store
  readonly stepFunctions: StepFunctions
  readonly timeline: Timeline
  readonly sns: SnsEndpoint
  readonly sqs: SqsEndpoint
  /** On the way to DynamoDB. */
  readonly toDynamo: FaultyProxy
  /** On the way to Step Functions. */
  readonly toStepFunctions: FaultyProxy
  readonly stateMachineArns: Readonly<Record<Workflow, string>>
  /** Everything that was written to the logs, line by line. */
  readonly logged: string[]
  invoke(name: LambdaName, event: unknown): Promise<JsonValue>
  /** A text from a phone, through the queue of the two-way number. */
  says(phone: string, text: string): Promise<JsonValue>
  /** Lets everything happen that is due now. What waits in the outbox comes to the function behind it. */
  settle(): Promise<void>
  close(): Promise<void>
}

const envelope = (message: string, at: Instant): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'envelope',
    TopicArn: 'arn',
    Message: message,
    Timestamp: at,
  })

const BatchResponse = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })

/** As infra/constructs/work-queue.ts says: six times what `deliver` may take. */
export const VISIBILITY_TIMEOUT = 6 * MINUTE

/**
 * Every Lambda's own code on the AWS adapters, with a timeline as the clock. The services are a DynamoDB engine,
 * the local Step Functions over HTTP, and fake endpoints.
 */
const consumerOf = (queueUrl: string): 'sweep' | 'import-roster' | 'count-figures' | 'deliver' => {
  if (queueUrl.endsWith('/imports')) return 'import-roster'
  if (queueUrl.endsWith('/sweep')) return 'sweep'
  return queueUrl.endsWith('/recounts.fifo') ? 'count-figures' : 'deliver'
}

export const openCloud = async ({
  now,
  book,
}: {
  readonly now: string
  readonly book: RuleBook
}): Promise<Cloud> => {
  const engine = await openDynamoEngine()
  await createTable(engine.client, 'sixclear')
  const toDynamo = await openFaultyProxy(engine.endpoint)
  const sns = await openSnsEndpoint()
  const sqs = await openSqsEndpoint()
  const secrets = await openSecretsEndpoint()
  const parameters = await openJsonEndpoint(() => ({ Parameter: { Value: SETTINGS } }))
  const timeline = new Timeline({ startAt: milliseconds(at(now)) })
  vi.useFakeTimers({ toFake: ['Date'], now: timeline.now() })
  const logged: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      logged.push(String(chunk))
      return true
    }),
  )
  const console_ = vi.spyOn(console, 'log').mockImplementation((line) => void logged.push(String(line)))
  let variables: Readonly<Record<string, string>> = {}
  let taken = 0
  /** As the queue does: what failed comes again when it is visible again. */
  const deliverLater = (to: LambdaName, bodies: readonly string[], after: number): void => {
    if (bodies.length === 0) return
    timeline.at(timeline.now() + after, async () => {
      const { batchItemFailures } = BatchResponse.parse(await invoke(to, sqsEvent(...bodies)))
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
      deliverLater(
        to,
        bodies.filter((_, index) => failed.has(`message-${index + 1}`)),
        VISIBILITY_TIMEOUT,
      )
    })
  }
  const invoke = async (name: LambdaName, event: unknown): Promise<JsonValue> => {
    vi.setSystemTime(timeline.now())
    try {
      return await invokeLambda(name, event, variables)
    } finally {
      const queued = Map.groupBy(sqs.queued.slice(taken), ({ QueueUrl }) => consumerOf(QueueUrl))
      taken = sqs.queued.length
      for (const [to, messages] of queued)
        deliverLater(
          to,
          messages.map(({ MessageBody }) => MessageBody),
          to === 'count-figures' ? 62_000 : 0,
        )
    }
  }
  const stepFunctions = new StepFunctions({
    timeline,
    seed: 'cloud',
    invoke: (name, payload) => {
      if (!isLambdaName(name)) throw new ReferenceError(`no Lambda is called ${name}`)
      return invoke(name, payload)
    },
    publish: async () => ({}),
  })
  const create = (name: Workflow): string =>
    stepFunctions.createStateMachine({
      name,
      definition: workflowDefinition(name),
      roleArn: 'arn:aws:iam::000000000000:role/test',
    }).stateMachineArn
  const stateMachineArns = { isolation: create('isolation'), escalation: create('escalation') }
  const listening = await serveStepFunctions(stepFunctions, { port: 0 })
  const toStepFunctions = await openFaultyProxy(`http://127.0.0.1:${listening.port}`)
  Object.assign(process.env, {
    AWS_REGION: 'local-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL_DYNAMODB: toDynamo.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: sns.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    AWS_ENDPOINT_URL_SSM: parameters.endpoint,
    AWS_ENDPOINT_URL_SFN: toStepFunctions.endpoint,
  })
  variables = {
    STAGE: 'test',
    SERVICE_NAME: 'sixclear',
    TABLE_NAME: 'sixclear',
    DUE_SHARDS: '11',
    ISOLATION_WORKFLOW_ARN: stateMachineArns.isolation,
    ESCALATION_WORKFLOW_ARN: stateMachineArns.escalation,
    ALERT_TOPIC_ARN: 'arn:aws:sns:local-1:000000000000:alerts',
    LOOKUP_SECRET_ARN: secrets.arn,
    SETTINGS_PARAMETER: '/sixclear/test/settings',
    SETTINGS,
    IMPORT_QUEUE_URL: `${sqs.endpoint}/000000000000/imports`,
    DEAD_LETTERS: `inbound=${sqs.endpoint}/000000000000/inbound-dead-letters`,
    RECOUNT_QUEUE_URL: `${sqs.endpoint}/000000000000/recounts.fifo`,
    FIGURES_EVERY_SECONDS: '60',
    SWEEP_QUEUE_URL: `${sqs.endpoint}/000000000000/sweep`,
    OUTBOX_URGENT_QUEUE_URL: `${sqs.endpoint}/000000000000/outbox-urgent`,
    OUTBOX_ROUTINE_QUEUE_URL: `${sqs.endpoint}/000000000000/outbox-routine`,
  }
  const clock = { now: () => instant(timeline.now()) }
  const store = makeStore({
    client: DynamoDBDocumentClient.from(engine.client),
    tableName: 'sixclear',
    clock,
    dueShards: 11,
  })
  const community = exampleCommunity()
  await publishRuleBook(store, book)
  await saveCommunity(store, community)
  await savePosts(
    { store, clock, lookups: lookupsUnder(async () => secrets.keys, clock) },
    community.id,
    postsOf(community),
  )
  let texts = 0
  return {
    store,
    stepFunctions,
    timeline,
    sns,
    sqs,
    toDynamo,
    toStepFunctions,
    stateMachineArns,
    logged,
    invoke,
    says: (phone, text) => {
      texts += 1
      const message = JSON.stringify({
        originationNumber: phone,
        destinationNumber: '+12065550100',
        messageKeyword: 'KEYWORD_000000000000',
        messageBody: text,
        inboundMessageId: `00000000-0000-4000-9000-${String(texts).padStart(12, '0')}`,
      })
      // Once as it is put into the queue by hand, once as the subscription delivers it.
      return invoke(
        'receive-sms',
        sqsEvent(texts % 2 === 0 ? envelope(message, instant(timeline.now())) : message),
      )
    },
    settle: async () => {
      await timeline.runUntil(timeline.now())
    },
    close: async () => {
      vi.useRealTimers()
      for (const spy of [...spies, console_]) spy.mockRestore()
      await toStepFunctions.close()
      await listening.close()
      await Promise.all([toDynamo.close(), sns.close(), sqs.close(), secrets.close()])
      await engine.close()
    },
  }
}
