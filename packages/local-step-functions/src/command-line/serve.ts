import { readFileSync } from 'node:fs'
import { StepFunctions } from '../api/step-functions.ts'
import { Pacer } from '../clock/pacer.ts'
import { Timeline } from '../clock/timeline.ts'
import { type Perform, type RunningServer, serveStepFunctions } from '../http/api-server.ts'
import { clockRoutes } from '../http/clock-routes.ts'
import { operationNamed } from '../http/operations.ts'
import type { EventNotice } from '../interpreter/model.ts'
import { Journal } from '../journal/journal.ts'
import { JournalFile, type Line } from '../journal/journal-file.ts'
import type { JsonObject } from '../language/json.ts'
import { functionsOverHttp } from './functions-over-http.ts'
import { type Options, UsageError } from './options.ts'

export interface Environment {
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  readonly print: (line: string) => void
  /** Gets what goes wrong while it serves. */
  readonly warn: (fault: unknown) => void
}

/** @throws UsageError, PortInUse, UnusableJournal (as rejections) */
export const serve = async (
  options: Options,
  { wallClock, print, warn }: Environment,
): Promise<RunningServer> => {
  const { seed, region, account, host, speed, keep } = options
  const kept = keep === undefined ? undefined : openKept(keep, options, wallClock)
  const timeline = new Timeline({ startAt: kept?.startAt ?? options.startAt ?? wallClock() })
  const pacer = new Pacer({ timeline, wallClock, onError: warn })
  const journal = kept === undefined ? undefined : new Journal(timeline, kept.file)
  const invoke = functionsOverHttp(options)
  const printNew = (line: string): void => {
    if (journal?.isReplaying !== true) print(line)
  }
  let published = 0
  const service = new StepFunctions({
    timeline,
    seed,
    region,
    account,
    invoke: journal?.invoking(invoke) ?? invoke,
    duration: (name) => (options.durations.get(name) ?? 0) * 1000,
    publish: async (args) => {
      published += 1
      printNew(`sns:publish ${JSON.stringify(args)}`)
      return { MessageId: `00000000-0000-4000-8000-${published.toString(16).padStart(12, '0')}` }
    },
    ...(options.events && { onEvent: (notice) => printNew(lineFor(notice)) }),
  })
  await journal?.replay(service, kept?.lines ?? [])

  const perform: Perform = journal?.perform ?? ((_operation, _body, act) => act())
  const request = (operation: string, body: JsonObject): Promise<JsonObject> =>
    perform(operation, body, () => operationNamed(operation)(service, body))
  for (const { name, path } of options.definitions) {
    try {
      await define(service, request, name, fill(readFileSync(path, 'utf8'), options.substitutions))
    } catch (error) {
      throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  }

  const routes = clockRoutes(timeline, pacer, () => journal?.markClock())
  const server = await serveStepFunctions(service, {
    port: options.port,
    host,
    routes,
    perform,
    onFault: warn,
  })
  print(`Step Functions: http://${host}:${server.port}`)
  for (const { name, stateMachineArn } of service.listStateMachines().stateMachines)
    print(`${name}: ${stateMachineArn}`)
  print(
    `The clock reads ${new Date(timeline.now()).toISOString()}, ${speed === 0 ? 'paused' : `speed ${speed}`}.`,
  )
  if (speed > 0) pacer.run(speed)
  return {
    port: server.port,
    close: async () => {
      pacer.pause()
      await server.close()
      journal?.markClock()
    },
  }
}

interface Kept {
  readonly file: JournalFile
  readonly lines: readonly Line[]
  readonly startAt: number
}

/** @throws UsageError when other options decided what is in the file */
const openKept = (
  path: string,
  { seed, region, account, startAt }: Options,
  wallClock: () => number,
): Kept => {
  const file = new JournalFile(path)
  const lines = file.read()
  const [first] = lines
  if (first === undefined) {
    const at = startAt ?? wallClock()
    file.append({ kind: 'begun', seed, region, account, at })
    return { file, lines, startAt: at }
  }
  if (first.kind !== 'begun') throw new UsageError(`${path} does not begin as a journal of executions does`)
  for (const [option, given, was] of [
    ['--seed', seed, first.seed],
    ['--region', region, first.region],
    ['--account', account, first.account],
    ['--start', new Date(startAt ?? first.at).toISOString(), new Date(first.at).toISOString()],
  ])
    if (given !== was)
      throw new UsageError(
        `${path} was begun with ${option} ${was}: give the same, or keep executions in another file`,
      )
  return { file, lines, startAt: first.at }
}

/** Executions under way keep the text they began with. */
const define = async (
  service: StepFunctions,
  request: (operation: string, body: JsonObject) => Promise<JsonObject>,
  name: string,
  definition: string,
): Promise<void> => {
  const existing = service
    .listStateMachines({ maxResults: 1000 })
    .stateMachines.find((one) => one.name === name)
  if (existing === undefined) {
    await request('CreateStateMachine', { name, definition, roleArn: ROLE })
    return
  }
  const { stateMachineArn } = existing
  if (service.describeStateMachine({ stateMachineArn }).definition !== definition)
    await request('UpdateStateMachine', { stateMachineArn, definition })
}

const ROLE = 'arn:aws:iam::000000000000:role/local-step-functions'

/** As CloudFormation's DefinitionSubstitutions do. */
const fill = (text: string, substitutions: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = substitutions.get(name)
    if (value === undefined) throw new UsageError(`it has \${${name}}: give --set ${name}=value`)
    return value
  })

const lineFor = ({ at, executionArn, id, type, state }: EventNotice): string => {
  const [machine, execution] = executionArn.split(':').slice(-2)
  return `${new Date(at).toISOString()} ${machine} ${execution} ${id} ${type}${state === undefined ? '' : ` ${state}`}`
}
