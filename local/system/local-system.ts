import { StepFunctions, type StepFunctionsOptions } from 'local-step-functions'
import { Timeline } from 'local-step-functions/timeline'
import type { Community } from '../../core/community/community.ts'
import { postsOf } from '../../core/community/community.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { ByLane } from '../../core/message/lane.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Messages } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { CurrentSettings } from '../../core/ports/settings.ts'
import type { Store } from '../../core/ports/store.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { type Instant, instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { publishRuleBook, saveCommunity } from '../../record/community-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { type LookupKeys, lookupsUnder } from '../../record/lookup-keys.ts'
import { savePosts } from '../../record/phone-repository.ts'
import { seededIds } from '../random/seeded-ids.ts'
import { seededLookupKeys } from '../random/seeded-lookup-keys.ts'
import type { Carrier } from '../sms/carrier.ts'
import { Inbox, type OptOuts } from '../sms/inbox.ts'
import { Database } from '../sqlite/database.ts'
import { LedgerPlaces, ledgerFeed, notingPlaces } from '../sqlite/ledger-places.ts'
import { LocalState } from '../sqlite/local-state.ts'
import { Queue } from '../sqlite/queue.ts'
import { SqliteStore } from '../sqlite/sqlite-store.ts'
import { deadLettersOf } from './local-dead-letters.ts'
import { makeExecutions, makeTasks } from './local-executions.ts'
import { LocalFigures } from './local-figures.ts'
import { sendingAtOnce, type Unsent } from './outbox-at-once.ts'
import { PacedOutbox } from './paced-outbox.ts'
import { type Release, thisRelease } from './release.ts'
import { type WatchSchedule, watchSchedule } from './watch-schedule.ts'
import { workflowDefinition } from './workflow-definitions.ts'

export interface SystemOptions {
  /** A file, or ':memory:'. */
  readonly path: string
  readonly startAt: Instant
  /** Decides every id, token and jitter. A kept record needs a fresh one at each start. */
  readonly seed: string
  readonly log: Log
  /** The keys of the lookups. Default: drawn from the seed, for records that are not kept. */
  readonly lookupKeys?: () => Promise<LookupKeys>
  /** The store of the record, in place of the file. Phones, queues and the clock stay in the file. */
  readonly store?: (clock: Clock) => Store
  /** Of the due index in the file. Default: FEWEST_DUE_SHARDS. */
  readonly dueShards?: number
  readonly sweepEveryMinutes?: number
  /** Default: the usual ones. */
  readonly settings?: CurrentSettings
  /** Texts from phones are delivered twice with this probability. */
  readonly duplicates?: number
  /** Decides what happens to texts. Default: every one arrives, and its receipt soon after. */
  readonly carrier?: Carrier
  /** What the provider takes from each lane of the outbox. Default: everything at once, without a queue. */
  readonly messagesPerSecond?: ByLane<number>
  /** The quotas and the functions' durations of Step Functions. Default: no limits, and functions take no time. */
  readonly stepFunctions?: Pick<StepFunctionsOptions, 'quotas' | 'duration'>
  /** Who handles STOP. Default: we do. */
  readonly optOuts?: OptOuts
  /** Wraps the ports of all functions, for crashes, throttling or counting. */
  readonly wrap?: (ports: Ports) => Ports
  /** Wraps the ports of each invocation, so that one can crash and the next one work. */
  readonly wrapInvocation?: (ports: Ports) => Ports
  /** The release whose code the next invocation runs. Default: this one. */
  readonly releaseOf?: () => Release
}

/** The whole of Sixclear on one machine: the ports, the workflows and the clock that drives them. */
export interface LocalSystem {
  readonly ports: Ports
  /** What the ledgers of the record get, as the stream of the table is on AWS. */
  readonly feed: LedgerFeed
  readonly timeline: Timeline
  readonly inbox: Inbox
  readonly inbound: Queue
  readonly receipts: Queue
  /** Absent: messages are sent at once. */
  readonly outbox?: PacedOutbox
  readonly stepFunctions: StepFunctions
  readonly stateMachineArns: Readonly<Record<Workflow, string>>
  readonly state: LocalState
  readonly watch: Pick<WatchSchedule, 'reschedule'>
  close(): void
}

/** Only a name: there are no roles on this machine. */
const ROLE = 'arn:aws:iam::000000000000:role/local'

const unchanged = (ports: Ports): Ports => ports

/** The record, and the order in which its ledgers were written. */
const openRecord = (
  database: Database,
  clock: Clock,
  { store: another, dueShards }: SystemOptions,
): { readonly store: Store; readonly places: LedgerPlaces } => {
  if (another === undefined) {
    const store = new SqliteStore(database, clock, dueShards)
    return { store, places: store.places }
  }
  const places = new LedgerPlaces(database)
  return { store: notingPlaces(another(clock), places), places }
}

/** A minute apart: a text is not given up before the record has failed for two hours, as on AWS. */
const RECEIVES = 120

export const openSystem = (options: SystemOptions): LocalSystem => {
  const { path, startAt, seed, log, wrap = unchanged, wrapInvocation = unchanged } = options
  const { releaseOf = () => thisRelease } = options
  const timeline = new Timeline({ startAt: milliseconds(startAt) })
  const clock: Clock = { now: () => instant(timeline.now()) }
  const database = new Database(path)
  const { store, places } = openRecord(database, clock, options)
  const inbound = new Queue({
    database,
    scheduler: timeline,
    name: 'inbound-sms',
    maxReceives: RECEIVES,
    onFailure: (messages, error) => log.error('sms.delivery-failed', { messages: [...messages] }, error),
    ...(options.duplicates === undefined ? {} : { duplicates: { seed, share: options.duplicates } }),
  })
  const receipts = new Queue({
    database,
    scheduler: timeline,
    name: 'receipts',
    maxReceives: RECEIVES,
    isPassing: true,
    onFailure: (messages, error) => log.error('receipt.delivery-failed', { messages: [...messages] }, error),
    ...(options.duplicates === undefined ? {} : { duplicates: { seed, share: options.duplicates } }),
  })
  const { messagesPerSecond: perSecond } = options
  const outbox =
    perSecond === undefined ? undefined : new PacedOutbox({ database, scheduler: timeline, log, perSecond })
  const withOutbox = (ports: Unsent, send?: Release['sendRecorded']): Ports =>
    outbox === undefined ? sendingAtOnce(ports, send) : { ...ports, outbox }
  const imports = new Queue({
    database,
    scheduler: timeline,
    name: 'imports',
    isPassing: true,
    onFailure: (messages, error) => log.error('roster.part-failed', { messages: [...messages] }, error),
  })
  const { carrier, optOuts } = options
  const inbox = new Inbox({
    database,
    clock,
    inbound,
    receipts,
    ...(carrier === undefined ? {} : { carrier }),
    ...(optOuts === undefined ? {} : { optOuts }),
  })
  const invoke = async (name: string, payload: JsonValue): Promise<JsonValue> => {
    const answer = await invocation(({ workflowFunctions }, ports) => {
      const run = workflowFunctions[name]
      if (run === undefined) throw new ReferenceError(`no function is called ${name}`)
      return run(ports, payload)
    })
    // It may have opened a disruption.
    if (name === 'ReportFailureFunctionArn') await watch.reschedule()
    return answer
  }
  const publish = async (_: JsonObject): Promise<JsonObject> => ({ MessageId: ids.next() })
  const ids = seededIds(seed)
  const stepFunctions = new StepFunctions({ ...options.stepFunctions, timeline, seed, invoke, publish })
  const create = (workflow: Workflow): string =>
    stepFunctions.createStateMachine({
      name: workflow,
      definition: workflowDefinition(workflow),
      roleArn: ROLE,
    }).stateMachineArn
  const stateMachineArns = { isolation: create('isolation'), escalation: create('escalation') }
  const lookups = lookupsUnder(options.lookupKeys ?? seededLookupKeys(seed), clock)
  // What is wrapped sends through the wrapped ports.
  const uncounted = withOutbox(
    wrap(
      withOutbox({
        store,
        lookups,
        messages: inbox,
        alerts: inbox,
        executions: makeExecutions({ service: stepFunctions, stateMachineArns }),
        tasks: makeTasks(stepFunctions),
        clock,
        ids,
        log,
        settings: options.settings ?? { current: async () => usualSettings },
        recounts: { request: (parts) => figures.request(parts) },
        deadLetters: deadLettersOf({ inbound, receipts, imports }),
        importQueue: { hand: async (part) => void imports.send(JSON.stringify(part)) },
      }),
    ),
  )
  const state = new LocalState(database)
  const feed = ledgerFeed(places, store)
  const figures = new LocalFigures({ store: uncounted.store, clock, feed, state, log })
  const ports = withOutbox({ ...uncounted, store: figures.countedFirst() })
  const invocation = <Result>(run: (release: Release, ports: Ports) => Result): Result => {
    const release = releaseOf()
    return run(release, withOutbox(wrapInvocation(ports), release.sendRecorded))
  }
  const watch = watchSchedule({
    ports,
    timeline,
    log,
    run: () => invocation(({ keepWatch }, ports) => keepWatch(ports)),
    // Whether the provider works shows only when messages wait for it.
    ...(outbox === undefined ? {} : { longest: 5 * MINUTE }),
  })
  inbound.deliverTo(async (event) => {
    const response = await invocation(({ receiveSms }, ports) => receiveSms(ports, event))
    await watch.reschedule()
    return response
  })
  imports.deliverTo((event) => invocation(({ importQueued }, ports) => importQueued(ports, event)))
  receipts.deliverTo((event) => invocation(({ receiveReceipts }, ports) => receiveReceipts(ports, event)))
  outbox?.deliverTo((event, sent) =>
    invocation(({ deliverQueued }, ports) => {
      const { messages } = ports
      const counting: Messages = {
        send: (sms) => {
          sent()
          return messages.send(sms)
        },
      }
      return deliverQueued({ ...ports, messages: counting }, event)
    }),
  )
  const every = (options.sweepEveryMinutes ?? 60) * MINUTE
  const sweepLater = (): void => {
    timeline.at(timeline.now() + every, async () => {
      try {
        await invocation(({ sweep }, ports) => sweep(ports))
      } catch (error) {
        log.error('sweep.failed', {}, error)
      } finally {
        sweepLater()
      }
    })
  }
  sweepLater()
  watch.begin()
  return {
    ports,
    feed,
    timeline,
    inbox,
    inbound,
    receipts,
    ...(outbox === undefined ? {} : { outbox }),
    stepFunctions,
    stateMachineArns,
    state,
    watch,
    close: () => database.close(),
  }
}

/** Saves a community, its rule book and the phones of its posts. Safe to repeat. */
export const publishCommunity = async (
  ports: Finding,
  community: Community,
  book: RuleBook,
): Promise<void> => {
  await publishRuleBook(ports.store, book)
  await saveCommunity(ports.store, community)
  await savePosts(ports, community.id, postsOf(community))
}
