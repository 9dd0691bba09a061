import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type RunningServer, serveStepFunctions } from 'local-step-functions/server'
import type { Community } from '../../core/community/community.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Log } from '../../core/ports/log.ts'
import { type Store, StoreFull } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { type Instant, instant } from '../../core/time/instant.ts'
import { listCommunities, loadRuleBook, NotFound, newestRuleBook } from '../../record/community-repository.ts'
import { type Rotation, rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { InputError } from '../command-line/input-error.ts'
import { readCommunity, readRuleBook, readWebhooks } from '../command-line/input-files.ts'
import { type DataFolder, openDataFolder } from '../data-folder/data-folder.ts'
import { openLookupKeyFile } from '../data-folder/lookup-key-file.ts'
import { settingsInFolder } from '../data-folder/settings-file.ts'
import type { LocalContext } from '../endpoints/local-context.ts'
import { signedCall } from '../events/signed-call.ts'
import { waitForCommit } from '../events/wait-for-commit.ts'
import { startWebhooks } from '../events/webhook-calls.ts'
import type { Webhook } from '../events/webhook-settings.ts'
import { probePort } from '../http/listen.ts'
import { type OwnerToken, ownerToken } from '../http/owner-token.ts'
import { playSample, sampleStart } from '../sample/play-sample.ts'
import { type Issuer, openIssuer } from '../sign-in/issuer.ts'
import type { SigningKey } from '../sign-in/json-web-tokens.ts'
import { isMachineSecret } from '../sign-in/machine-secret.ts'
import { SimulationSwitch } from '../simulation/simulation-switch.ts'
import { Database } from '../sqlite/database.ts'
import { LocalState } from '../sqlite/local-state.ts'
import { type ClockState, LocalClock, type Pace, readClock, resumeAt } from '../system/local-clock.ts'
import { type LocalSystem, openSystem, publishCommunity } from '../system/local-system.ts'
import { type HttpServer, openHttpServer } from './http-server.ts'
import { sayWhenFull } from './say-when-full.ts'
import type { ServerOptions } from './server-options.ts'

/** What a start takes from outside: the real clock, randomness, and the log. */
export interface ServerEnvironment {
  readonly wallClock: () => number
  /** Different at every start. */
  readonly seed: string
  /** A new random secret. */
  readonly secret: () => string
  /** Signs the tokens of this start. */
  readonly signingKey: SigningKey
  /** The folder of the built console. */
  readonly consoleFolder: string
  readonly log: Log
  /** Tells whoever watches the terminal. */
  readonly tell?: (words: string, isBad: boolean) => void
  /** Opens another store for the record in the folder. `isNew`: delete what is there. */
  readonly openRecord?: (folder: string, isNew: boolean) => Promise<OpenRecord>
}

export interface OpenRecord {
  readonly store: (clock: Clock) => Store
  close(): Promise<void>
}

export interface StartedServer {
  readonly port: number
  readonly stepFunctionsPort: number
  readonly file: string
  readonly token: OwnerToken
  readonly communities: readonly Community[]
  readonly clock: LocalClock
  readonly system: LocalSystem
  readonly simulation: SimulationSwitch
  /** What came of `rotate`. */
  readonly rotation?: Rotation
  stop(): Promise<void>
}

/** The line and all times are ahead of the real clock from then on. */
class ClockSetBack extends Error {
  override readonly name = 'ClockSetBack'
  constructor() {
    super(
      "this computer's clock went back; Sixclear goes on from its own, which is ahead now. If the computer was right before, set it right again",
    )
  }
}

/** Set after the first complete start. */
const READY = 'ready'

const savedClockOf = (file: string): ClockState => {
  if (statSync(file).size === 0)
    throw new InputError(
      `${file} is empty, it has 0 bytes. If it held a record, put a copy of it in its place (docs/runbook.md); only if it never did, begin anew with --fresh`,
    )
  const database = new Database(file)
  try {
    database.checkWhole()
    const state = new LocalState(database)
    const saved = readClock(state)
    if (saved !== undefined && state.get(READY) === true) return saved
  } finally {
    database.close()
  }
  throw new InputError(`${file} was left half made by a start that was cut off; begin anew with --fresh`)
}

/** A version is published once: other content under the same number would be ignored without notice. */
const checkVersion = async (store: Store, book: RuleBook, file: string): Promise<void> => {
  try {
    if (isDeepStrictEqual(await loadRuleBook(store, book.version), book)) return
  } catch (error) {
    if (error instanceof NotFound) return
    throw error
  }
  const newest = await newestRuleBook(store)
  throw new InputError(
    `rule book ${file}: version ${book.version} is published already with other content; make it version ${newest.version + 1}`,
  )
}

interface ClockStart {
  readonly startAt: Instant
  /** The instant to catch up to before requests are served. */
  readonly catchUpTo: Instant
  readonly pace: Pace
}

const clockStartOf = (
  options: ServerOptions,
  saved: ClockState | undefined,
  zone: string,
  wall: number,
): ClockStart => {
  const { speed, paused } = options.pace ?? saved ?? { speed: 1, paused: false }
  const pace = { speed, paused }
  if (saved !== undefined) return { startAt: saved.now, catchUpTo: resumeAt(saved, pace, wall), pace }
  const now = options.start ?? instant(wall)
  return { startAt: options.empty ? now : sampleStart(now, zone), catchUpTo: now, pace }
}

const savingClock = (store: Store, remember: () => void): Store =>
  storeWith(store, {
    transact: (writes) => {
      remember()
      return store.transact(writes)
    },
  })

const openServers = async (
  { port, stepFunctionsPort }: ServerOptions,
  context: LocalContext,
  issuer: Issuer,
  token: OwnerToken,
  { log, wallClock, consoleFolder }: ServerEnvironment,
): Promise<{ httpServer: HttpServer; stepFunctions: RunningServer }> => {
  const stepFunctions = await serveStepFunctions(context.system.stepFunctions, {
    port: stepFunctionsPort,
    knows: token.is,
    onFault: (fault) => log.error('step-functions.failed', {}, fault),
  })
  try {
    return {
      httpServer: await openHttpServer(context, { port, wallClock, issuer, token, consoleFolder }),
      stepFunctions,
    }
  } catch (error) {
    await stepFunctions.close()
    throw error
  }
}

const startIn = async (
  folder: DataFolder,
  options: ServerOptions,
  community: Community | undefined,
  book: RuleBook | undefined,
  environment: ServerEnvironment & { readonly record?: OpenRecord; readonly webhooks: readonly Webhook[] },
): Promise<StartedServer> => {
  const { wallClock, seed, log, record } = environment
  const saved = folder.isNew ? undefined : savedClockOf(folder.file)
  if (saved !== undefined && options.start !== undefined)
    throw new InputError(`--start is for a new record, and ${folder.file} is kept from before; add --fresh`)
  const first = community ?? readCommunity()
  const { startAt, catchUpTo, pace } = clockStartOf(options, saved, first.zone, wallClock())
  const token = ownerToken(dirname(folder.file), environment.secret)
  const newSecret = (): string => createHash('sha256').update(environment.secret()).digest('hex')
  const lookups = openLookupKeyFile(folder, newSecret)
  let remember = (): void => {}
  const system = openSystem({
    path: folder.file,
    startAt,
    seed,
    log,
    lookupKeys: lookups.load,
    settings: settingsInFolder(dirname(folder.file), log),
    ...(record === undefined ? {} : { store: record.store }),
    wrap: (ports) => ({ ...ports, store: savingClock(ports.store, () => remember()) }),
  })
  const clock = new LocalClock({
    timeline: system.timeline,
    state: system.state,
    wallClock,
    // A full disk is said once, not every second.
    onError: (error) => {
      if (!(error instanceof StoreFull)) log.error('clock.event-failed', {}, error)
    },
    onSetBack: (milliseconds) =>
      log.error('clock.set-back', { seconds: Math.round(milliseconds / 1000) }, new ClockSetBack()),
    pace,
  })
  const simulation = new SimulationSwitch({ system, seed, beforeReply: () => clock.save() })
  const context = { system, clock, simulation }
  const issuer = openIssuer({
    communities: () => listCommunities(system.ports.store),
    key: environment.signingKey,
    secret: environment.secret,
    isOwner: token.is,
    isMachine: (machine, secret) => isMachineSecret(token.value, machine, secret),
    wallClock,
  })
  try {
    remember = () => clock.save()
    const { store } = system.ports
    if (book !== undefined) await checkVersion(store, book, options.ruleBook ?? '')
    if (saved === undefined || community !== undefined || book !== undefined) {
      const known = saved === undefined ? undefined : (await listCommunities(store))[0]
      await publishCommunity(
        system.ports,
        community ?? known ?? first,
        book ?? (saved === undefined ? defaultRuleBook : await newestRuleBook(store)),
      )
    }
    const isSample = saved === undefined && !options.empty
    if (isSample) await playSample(system, first, catchUpTo)
    // The simulation also answers what came while the system was stopped.
    await simulation.begin(options.simulate)
    if (!isSample) {
      await sweep(system.ports, { force: true })
      await clock.catchUp(catchUpTo)
    }
    await sweep(system.ports)
    await system.watch.reschedule()
    const rotation = options.rotate
      ? await rotateLookups(system.ports, { keys: lookups, newSecret, notice: 0 })
      : undefined
    const { httpServer, stepFunctions } = await openServers(options, context, issuer, token, environment)
    clock.set(pace)
    system.state.set(READY, true)
    const room = sayWhenFull(store, log, environment.tell ?? (() => {}))
    const calls = startWebhooks(
      {
        feed: system.feed,
        wait: waitForCommit(system.feed),
        state: system.state,
        call: signedCall,
        wallClock,
        log,
      },
      environment.webhooks,
    )
    return {
      port: httpServer.port,
      stepFunctionsPort: stepFunctions.port,
      file: folder.file,
      token,
      communities: await listCommunities(store),
      clock,
      system,
      simulation,
      ...(rotation === undefined ? {} : { rotation }),
      stop: async () => {
        room.stop()
        await calls.stop()
        await httpServer.close()
        await stepFunctions.close()
        await clock.close()
        system.close()
        folder.close()
      },
    }
  } catch (error) {
    clock.discard()
    system.close()
    if (folder.isNew) folder.clear()
    throw error
  }
}

/**
 * Opens the record, catches up with the clock and listens. Checks everything that the user gave before anything is
 * created.
 * @throws InputError, PortInUse, StoreUnusable
 */
export const startServer = async (
  options: ServerOptions,
  environment: ServerEnvironment,
): Promise<StartedServer> => {
  const community = options.community === undefined ? undefined : readCommunity(options.community)
  const book = options.ruleBook === undefined ? undefined : readRuleBook(options.ruleBook)
  const webhooks = readWebhooks(options.webhooks)
  await probePort(options.port)
  await probePort(options.stepFunctionsPort)
  const folder = openDataFolder(options.data, { fresh: options.fresh })
  let record: OpenRecord | undefined
  try {
    record = await environment.openRecord?.(dirname(folder.file), folder.isNew)
    const recordEnvironment = { ...environment, webhooks, ...(record === undefined ? {} : { record }) }
    const started = await startIn(folder, options, community, book, recordEnvironment)
    return {
      ...started,
      stop: async () => {
        await started.stop()
        await record?.close()
      },
    }
  } catch (error) {
    await record?.close()
    folder.close()
    throw error
  }
}
