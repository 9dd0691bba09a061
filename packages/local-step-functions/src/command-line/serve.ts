import { readFileSync } from 'node:fs'
import { StepFunctions } from '../api/step-functions.ts'
import { Pacer } from '../clock/pacer.ts'
import { Timeline } from '../clock/timeline.ts'
import { type RunningServer, serveStepFunctions } from '../http/api-server.ts'
import { clockRoutes } from '../http/clock-routes.ts'
import type { EventNotice } from '../interpreter/model.ts'
import { functionsOverHttp } from './functions-over-http.ts'
import { type Options, UsageError } from './options.ts'

export interface Surroundings {
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  readonly print: (line: string) => void
  /** Gets what goes wrong while it serves. */
  readonly warn: (fault: unknown) => void
}

/** @throws UsageError, PortInUse (as rejections) */
export const serve = async (
  options: Options,
  { wallClock, print, warn }: Surroundings,
): Promise<RunningServer> => {
  const { startAt, seed, region, account, host, speed } = options
  const timeline = new Timeline({ startAt: startAt ?? wallClock() })
  const pacer = new Pacer({ timeline, wallClock, onError: warn })
  let published = 0
  const service = new StepFunctions({
    timeline,
    seed,
    region,
    account,
    invoke: functionsOverHttp(options),
    publish: async (args) => {
      published += 1
      print(`sns:publish ${JSON.stringify(args)}`)
      return { MessageId: `00000000-0000-4000-8000-${published.toString(16).padStart(12, '0')}` }
    },
    ...(options.events && { onEvent: (notice) => print(lineFor(notice)) }),
  })
  for (const { name, path } of options.definitions) create(service, name, path, options.substitutions)
  const routes = clockRoutes(timeline, pacer)
  const server = await serveStepFunctions(service, { port: options.port, host, routes, onFault: warn })
  print(`Step Functions: http://${host}:${server.port}`)
  for (const { name, stateMachineArn } of service.listStateMachines().stateMachines)
    print(`${name}: ${stateMachineArn}`)
  print(
    `The clock reads ${new Date(timeline.now()).toISOString()}, ${speed === 0 ? 'paused' : `speed ${speed}`}.`,
  )
  if (speed > 0) pacer.run(speed)
  return {
    port: server.port,
    close: () => {
      pacer.pause()
      return server.close()
    },
  }
}

const create = (
  service: StepFunctions,
  name: string,
  path: string,
  substitutions: ReadonlyMap<string, string>,
): void => {
  try {
    service.createStateMachine({ name, definition: fill(readFileSync(path, 'utf8'), substitutions) })
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

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
