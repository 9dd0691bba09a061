import { basename } from 'node:path'
import { parseArgs } from 'node:util'

export const HELP = `local-step-functions [options] [name=]definition.asl.json ...

Serves the AWS Step Functions API on this machine, on a virtual clock, and creates a state machine for each
definition. Point the AWS CLI or an SDK at it: aws --endpoint-url http://127.0.0.1:8083 stepfunctions ...

  --port 8083              0: any free port
  --host 127.0.0.1         whoever reaches it may do everything
  --region local-1
  --account 000000000000
  --seed local             the same seed and the same calls give the same bytes
  --set Name=value         fills \${Name} in the definitions; may be repeated
  --lambda URL             functions are invoked by Lambda's API at this address
  --function Name=URL      this one is called by a POST of its payload to this address; may be repeated
  --duration Name=seconds  so long it takes on the clock when the clock is paused or jumps; may be repeated
  --start 2020-03-01T00:00:00Z
                           what the clock reads at first; without it, the time of this machine
  --speed 1                virtual seconds for each real one, or: paused
  --keep file              keeps executions in this file, and goes on with those that are in it
  --events                 prints each event of each execution
  --help

GET /clock tells the time. POST /clock changes it: {"speed": 60}, {"speed": "paused"}, {"step": true} or
{"until": "2020-03-15T00:00:00Z"}.
`

/** The command cannot be followed as it was given. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Options {
  readonly help: boolean
  readonly definitions: readonly { readonly name: string; readonly path: string }[]
  readonly port: number
  readonly host: string
  readonly region: string
  readonly account: string
  readonly seed: string
  readonly substitutions: ReadonlyMap<string, string>
  readonly lambda: URL | undefined
  readonly functions: ReadonlyMap<string, URL>
  /** Seconds. */
  readonly durations: ReadonlyMap<string, number>
  /** Milliseconds since 1970. undefined: the time of this machine. */
  readonly startAt: number | undefined
  /** 0: paused. */
  readonly speed: number
  /** Where executions are kept. */
  readonly keep: string | undefined
  readonly events: boolean
}

/** @throws UsageError */
export const readOptions = (args: readonly string[]): Options => {
  const { values, positionals } = parse(args)
  const { start, lambda } = values
  return {
    help: values.help,
    definitions: positionals.map(namedPath),
    port: portFrom(values.port),
    host: values.host,
    region: values.region,
    account: accountFrom(values.account),
    seed: values.seed,
    substitutions: new Map(values.set.map((text) => pair('--set', text))),
    lambda: lambda === undefined ? undefined : urlFrom('--lambda', lambda),
    functions: new Map(
      values.function.map((text) => {
        const [name, url] = pair('--function', text)
        return [name, urlFrom('--function', url)]
      }),
    ),
    durations: new Map(
      values.duration.map((text) => {
        const [name, seconds] = pair('--duration', text)
        return [name, secondsFrom('--duration', seconds)]
      }),
    ),
    startAt: start === undefined ? undefined : instantFrom('--start', start),
    speed: speedFrom(values.speed),
    keep: values.keep,
    events: values.events,
  }
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        port: { type: 'string', default: '8083' },
        host: { type: 'string', default: '127.0.0.1' },
        region: { type: 'string', default: 'local-1' },
        account: { type: 'string', default: '000000000000' },
        seed: { type: 'string', default: 'local' },
        set: { type: 'string', multiple: true, default: [] },
        lambda: { type: 'string' },
        function: { type: 'string', multiple: true, default: [] },
        duration: { type: 'string', multiple: true, default: [] },
        start: { type: 'string' },
        speed: { type: 'string', default: '1' },
        keep: { type: 'string' },
        events: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const namedPath = (text: string): { name: string; path: string } => {
  const [, name, path] = /^([^=/\\]+)=(.+)$/.exec(text) ?? []
  if (name !== undefined && path !== undefined) return { name, path }
  return { name: basename(text).replace(/(\.asl)?\.json$/, ''), path: text }
}

const pair = (option: string, text: string): [string, string] => {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`${option} takes Name=value, got '${text}'`)
  return [text.slice(0, at), text.slice(at + 1)]
}

const portFrom = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port takes a number up to 65535, got '${text}'`)
  return port
}

const accountFrom = (text: string): string => {
  if (!/^\d{12}$/.test(text)) throw new UsageError(`--account takes 12 digits, got '${text}'`)
  return text
}

const urlFrom = (option: string, text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError(`${option} takes an http or https address, got '${text}'`)
  return url
}

const secondsFrom = (option: string, text: string): number => {
  const seconds = Number(text)
  if (text === '' || !(seconds >= 0 && Number.isFinite(seconds)))
    throw new UsageError(`${option} takes a number of seconds, got '${text}'`)
  return seconds
}

const instantFrom = (option: string, text: string): number => {
  const instant = Date.parse(text)
  if (Number.isNaN(instant))
    throw new UsageError(`${option} takes an instant such as 2020-03-01T00:00:00Z, got '${text}'`)
  return instant
}

const speedFrom = (text: string): number => {
  if (text === 'paused') return 0
  const speed = Number(text)
  if (!(speed > 0 && Number.isFinite(speed)))
    throw new UsageError(`--speed takes a number above 0, or: paused. It was '${text}'`)
  return speed
}
