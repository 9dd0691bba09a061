import middy, { type MiddyfiedHandler } from '@middy/core'
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import type { Ports } from '../../core/ports/ports.ts'
import { lambdaClients } from '../client-settings.ts'
import type { InvocationContext } from '../port-context.ts'
import { cryptoIds } from '../random-ids.ts'
import { systemClock } from '../system-clock.ts'
import type { Count } from '../telemetry/metric-names.ts'
import { forTheOutside } from '../telemetry/redacted-error.ts'
import { makeTelemetry, type Telemetry } from '../telemetry/telemetry.ts'

/** A variable is missing or wrong. The message names it, and never what it holds. */
class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment'
}

export type EnvironmentSchema = z.ZodMiniType<{
  readonly STAGE: string
  readonly SERVICE_NAME: string
}>

/** What every function has. */
type CommonPorts = Pick<Ports, 'clock' | 'ids' | 'log'>

export interface LambdaOptions<Schema extends EnvironmentSchema, OwnPorts extends object, Event, Answer> {
  readonly environment: Schema
  /** The other ports that this function uses. One that `run` needs and that is not here does not compile. */
  readonly ports: (variables: z.output<Schema>, context: InvocationContext) => OwnPorts
  readonly run: (ports: CommonPorts & OwnPorts, event: Event, count: Count) => Promise<Answer>
}

interface Wired<OwnPorts> {
  readonly ports: CommonPorts & OwnPorts
  readonly telemetry: Telemetry
  begin(context: Context): void
}

const readEnvironment = <Schema extends EnvironmentSchema>(schema: Schema): z.output<Schema> => {
  const parsed = z.safeParse(schema, process.env)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]
  throw new InvalidEnvironment(`missing or wrong: ${names.join(', ')}`)
}

/** Clients are made with the first event and kept for the life of the process. */
const wiredOnce = <Schema extends EnvironmentSchema, OwnPorts extends object>({
  environment,
  ports,
}: Pick<LambdaOptions<Schema, OwnPorts, never, never>, 'environment' | 'ports'>): (() => Wired<OwnPorts>) => {
  let wired: Wired<OwnPorts> | undefined
  return () => {
    if (wired !== undefined) return wired
    const variables = readEnvironment(environment)
    const telemetry = makeTelemetry(variables.SERVICE_NAME, variables.STAGE, systemClock)
    const common: CommonPorts = { clock: systemClock, ids: cryptoIds, log: telemetry.log }
    let timeLeft = (): number => 0
    wired = {
      ports: {
        ...common,
        ...ports(variables, { ...telemetry, clients: lambdaClients(), timeLeft: () => timeLeft() }),
      },
      telemetry,
      begin: (context) => {
        telemetry.begin(context)
        timeLeft = () => context.getRemainingTimeInMillis()
      },
    }
    return wired
  }
}

/**
 * The middleware of every Lambda: ports from the environment, a log of ids, metrics, and errors that keep their
 * name (Step Functions retries and catches by it) without anything that could identify a person.
 */
export const lambda = <Schema extends EnvironmentSchema, OwnPorts extends object, Event, Answer>(
  options: LambdaOptions<Schema, OwnPorts, Event, Answer>,
): MiddyfiedHandler<Event, Answer> => {
  const wired = wiredOnce(options)
  return middy<Event, Answer>()
    .before(({ context }) => wired().begin(context))
    .after(() => wired().telemetry.flush())
    .onError((request) => {
      const { error } = request
      if (!(error instanceof InvalidEnvironment)) {
        const { telemetry } = wired()
        telemetry.log.error('invocation.failed', {}, error)
        telemetry.flush()
      }
      request.error = forTheOutside(error)
    })
    .handler(async (event: Event) => {
      const { ports, telemetry } = wired()
      return options.run(ports, event, telemetry.count)
    })
}
