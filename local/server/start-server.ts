import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Community } from '../../core/community/community.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { type Instant, instant } from '../../core/time/instant.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Store } from '../../core/ports/store.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { type Rotation, rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { listCommunities, loadRuleBook, NotFound, newestRuleBook } from '../../record/community-repository.ts'
import { Database } from '../sqlite/database.ts'
import { LocalState } from '../sqlite/local-state.ts'
import { playSample, sampleStart } from '../sample/play-sample.ts'
import { type Issuer, openIssuer } from '../sign-in/issuer.ts'
import type { SigningKey } from '../sign-in/json-web-tokens.ts'
import {
  type RunningServer,
  serveStepFunctions,
} from '../../packages/local-step-functions/src/http/api-server.ts'
import { type LocalSystem, openSystem, settle } from '../system/local-system.ts'
import { type Folder, openFolder } from '../data-folder/data-folder.ts'
import { type Front, openFront } from './http-server.ts'
import { probePort } from '../http/listen.ts'
import { openLookupFile } from '../data-folder/lookup-key-file.ts'
import { type ClockState, LocalClock, type Pace, readClock, resumeAt } from '../system/local-clock.ts'
import type { Machine } from '../endpoints/machine.ts'
import { type MachineToken, machineToken } from '../http/owner-token.ts'
import type { ServerOptions } from './server-options.ts'
import { readCommunity, readRuleBook } from './community-files.ts'
import { Simulation } from '../simulation/simulation-switch.ts'
import { StartFault } from '../command-line/start-fault.ts'

const EXAMPLE = new URL('../../examples/community.json', import.meta.url)

/** What is real outside: the clock on the wall, chance, and where log lines go. */
export interface Surroundings {
  readonly wallClock: () => number
  /** Different at every start. */
  readonly seed: string
  /** A text that nobody can guess, another one each time. */
  readonly secret: () => string
  /** Signs the tokens of this start. */
  readonly signingKey: SigningKey
  /** The folder of the built console. */
  readonly consoleFolder: string
  readonly log: Log
  /** Keeps the record in another store, which it opens in the folder. `isNew`: nothing from before is kept. */
  readonly openRecord?: (folder: string, isNew: boolean) => Promise<OpenRecord>
}

export interface OpenRecord {
  readonly store: (clock: Clock) => Store
  close(): Promise<void>
}

export interface Started {
  readonly port: number
  readonly stepFunctionsPort: number
  readonly file: string
  readonly token: MachineToken
  readonly communities: readonly Community[]
  readonly clock: LocalClock
  readonly system: LocalSystem
  readonly simulation: Simulation
  /** What came of `rotate`. */
  readonly rotation?: Rotation
  stop(): Promise<void>
}

/** Set once everything stood for the first time. */
const READY = 'ready'

const savedClockOf = (file: string): ClockState => {
  const database = new Database(file)
  try {
    const state = new LocalState(database)
    const saved = readClock(state)
    if (saved !== undefined && state.get(READY) === true) return saved
  } finally {
    database.close()
  }
  throw new StartFault(`${file} was left half made by a start that was cut off; begin anew with --fresh`)
}

/** A version is published once: another text under the same number would not be taken, and nobody would notice. */
const checkVersion = async (store: Store, book: RuleBook, file: string): Promise<void> => {
  try {
    if (isDeepStrictEqual(await loadRuleBook(store, book.version), book)) return
  } catch (error) {
    if (error instanceof NotFound) return
    throw error
  }
  const newest = await newestRuleBook(store)
  throw new StartFault(
    `rule book ${file}: version ${book.version} is published already with other content; make it version ${newest.version + 1}`,
  )
}

interface Beginning {
  readonly startAt: Instant
  /** Where the clock goes on to before anybody is served. */
  readonly goOnTo: Instant
  readonly pace: Pace
}

const beginningOf = (
  options: ServerOptions,
  saved: ClockState | undefined,
  zone: string,
  wall: number,
): Beginning => {
  const { speed, paused } = options.pace ?? saved ?? { speed: 1, paused: false }
  const pace = { speed, paused }
  if (saved !== undefined) return { startAt: saved.now, goOnTo: resumeAt(saved, pace, wall), pace }
  const now = options.start ?? instant(wall)
  return { startAt: options.empty ? now : sampleStart(now, zone), goOnTo: now, pace }
}

const remembering = (store: Store, remember: () => void): Store => ({
  get: (key) => store.get(key),
  query: (query) => store.query(query),
  transact: (writes) => {
    remember()
    return store.transact(writes)
  },
})

const openFaces = async (
  { port, stepFunctionsPort }: ServerOptions,
  machine: Machine,
  issuer: Issuer,
  token: MachineToken,
  { log, wallClock, consoleFolder }: Surroundings,
): Promise<{ front: Front; stepFunctions: RunningServer }> => {
  const stepFunctions = await serveStepFunctions(machine.system.stepFunctions, {
    port: stepFunctionsPort,
    knows: token.is,
    onFault: (fault) => log.error('step-functions.failed', {}, fault),
  })
  try {
    return {
      front: await openFront(machine, { port, wallClock, issuer, token, consoleFolder }),
      stepFunctions,
    }
  } catch (error) {
    await stepFunctions.close()
    throw error
  }
}

const startIn = async (
  folder: Folder,
  options: ServerOptions,
  community: Community | undefined,
  book: RuleBook | undefined,
  surroundings: Surroundings & { readonly record?: OpenRecord },
): Promise<Started> => {
  const { wallClock, seed, log, record } = surroundings
  const saved = folder.isNew ? undefined : savedClockOf(folder.file)
  if (saved !== undefined && options.start !== undefined)
    throw new StartFault(`--start is for a new record, and ${folder.file} is kept from before; add --fresh`)
  const first = community ?? readCommunity(EXAMPLE)
  const { startAt, goOnTo, pace } = beginningOf(options, saved, first.zone, wallClock())
  const token = machineToken(dirname(folder.file), surroundings.secret)
  const newSecret = (): string => createHash('sha256').update(surroundings.secret()).digest('hex')
  const lookups = openLookupFile(folder, newSecret)
  let remember = (): void => {}
  const system = openSystem({
    path: folder.file,
    startAt,
    seed,
    log,
    lookupKeys: lookups.load,
    ...(record === undefined ? {} : { store: record.store }),
    wrap: (ports) => ({ ...ports, store: remembering(ports.store, () => remember()) }),
  })
  const clock = new LocalClock({
    timeline: system.timeline,
    state: system.state,
    wallClock,
    onError: (error) => log.error('clock.event-failed', {}, error),
    pace,
  })
  const simulation = new Simulation({ system, seed, beforeText: () => clock.save() })
  const machine = { system, clock, simulation }
  const issuer = openIssuer({
    communities: () => listCommunities(system.ports.store),
    key: surroundings.signingKey,
    secret: surroundings.secret,
    isOwner: token.is,
    wallClock,
  })
  try {
    remember = () => clock.save()
    const { store } = system.ports
    if (book !== undefined) await checkVersion(store, book, options.ruleBook ?? '')
    if (saved === undefined || community !== undefined || book !== undefined) {
      const known = saved === undefined ? undefined : (await listCommunities(store))[0]
      await settle(
        system.ports,
        community ?? known ?? first,
        book ?? (saved === undefined ? defaultRuleBook : await newestRuleBook(store)),
      )
    }
    const isSample = saved === undefined && !options.empty
    if (isSample) await playSample(system, first, goOnTo)
    // What was missed while everything was stopped is answered too.
    await simulation.begin(options.simulate)
    if (!isSample) {
      await sweep(system.ports, { force: true })
      await clock.catchUp(goOnTo)
    }
    await sweep(system.ports)
    await system.watch.look()
    const rotation = options.rotate
      ? await rotateLookups(system.ports, { keys: lookups, newSecret, notice: 0 })
      : undefined
    const { front, stepFunctions } = await openFaces(options, machine, issuer, token, surroundings)
    clock.set(pace)
    system.state.set(READY, true)
    return {
      port: front.port,
      stepFunctionsPort: stepFunctions.port,
      file: folder.file,
      token,
      communities: await listCommunities(store),
      clock,
      system,
      simulation,
      ...(rotation === undefined ? {} : { rotation }),
      stop: async () => {
        await front.close()
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
 * Opens the record, catches up with the clock and listens. Everything that can be wrong with what the user gave is
 * found before anything is made.
 * @throws StartFault, PortInUse, StoreUnusable
 */
export const start = async (options: ServerOptions, surroundings: Surroundings): Promise<Started> => {
  const community = options.community === undefined ? undefined : readCommunity(options.community)
  const book = options.ruleBook === undefined ? undefined : readRuleBook(options.ruleBook)
  await probePort(options.port)
  await probePort(options.stepFunctionsPort)
  const folder = openFolder(options.data, { fresh: options.fresh })
  let record: OpenRecord | undefined
  try {
    record = await surroundings.openRecord?.(dirname(folder.file), folder.isNew)
    const around = record === undefined ? surroundings : { ...surroundings, record }
    const started = await startIn(folder, options, community, book, around)
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
