import middy, { type MiddyfiedHandler } from '@middy/core'
import * as z from 'zod/mini'
import type { Ports } from '../../core/ports/ports.ts'
import { makePorts, type Wire } from '../make-ports.ts'
import type { Count } from '../telemetry/metric-names.ts'
import { forTheOutside } from '../telemetry/redacted-error.ts'
import { makeTelemetry, type Telemetry } from '../telemetry/telemetry.ts'

/** A variable is missing or wrong. The message names it, and never what it holds. */
class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment'
}

export type EnvironmentSchema = z.ZodMiniType<{
  readonly STAGE: string
  readonly POWERTOOLS_SERVICE_NAME: string
}>

export interface LambdaOptions<Schema extends EnvironmentSchema, Event, Answer> {
  readonly environment: Schema
  /** The ports of this function. */
  readonly wires: readonly Wire<z.output<Schema>>[]
  readonly run: (ports: Ports, event: Event, count: Count) => Promise<Answer>
}

interface Wired {
  readonly ports: Ports
  readonly telemetry: Telemetry
}

const readEnvironment = <Schema extends EnvironmentSchema>(schema: Schema): z.output<Schema> => {
  const parsed = z.safeParse(schema, process.env)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]
  throw new InvalidEnvironment(`missing or wrong: ${names.join(', ')}`)
}

/** Clients are made with the first event and kept for the life of the process. */
const wiredOnce = <Schema extends EnvironmentSchema>({
  environment,
  wires,
}: Pick<LambdaOptions<Schema, never, never>, 'environment' | 'wires'>): (() => Wired) => {
  let wired: Wired | undefined
  return () => {
    if (wired !== undefined) return wired
    const variables = readEnvironment(environment)
    const telemetry = makeTelemetry(variables.POWERTOOLS_SERVICE_NAME, variables.STAGE)
    wired = { ports: makePorts(wires, variables, telemetry), telemetry }
    return wired
  }
}

/**
 * The middleware of every Lambda: ports from the environment, a log of ids, metrics, and errors that keep their
 * name (Step Functions retries and catches by it) without anything that could identify a person.
 */
export const lambda = <Schema extends EnvironmentSchema, Event, Answer>(
  options: LambdaOptions<Schema, Event, Answer>,
): MiddyfiedHandler<Event, Answer> => {
  const wired = wiredOnce(options)
  return middy<Event, Answer>()
    .before(({ context }) => wired().telemetry.begin(context))
    .after(() => wired().telemetry.flush())
    .onError((request) => {
      const { error } = request
      if (!(error instanceof InvalidEnvironment)) {
        const { ports, telemetry } = wired()
        ports.log.error('invocation.failed', {}, error)
        telemetry.flush()
      }
      request.error = forTheOutside(error)
    })
    .handler(async (event: Event) => {
      const { ports, telemetry } = wired()
      return options.run(ports, event, telemetry.count)
    })
}
