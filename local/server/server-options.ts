import { parseArgs } from 'node:util'
import { type Instant, isInstant } from '../../core/time/instant.ts'
import { InputError } from '../command-line/input-error.ts'
import { FASTEST } from '../system/local-clock.ts'

export interface ServerOptions {
  readonly help: boolean
  readonly fresh: boolean
  readonly empty: boolean
  readonly verbose: boolean
  /** Switches the simulation of residents and staff on. */
  readonly simulate: boolean
  /** Does the next step of the rotation of the lookup key. */
  readonly rotate: boolean
  /** Where the clock of a new record begins. */
  readonly start?: Instant
  /** undefined: as it was, or real time. */
  readonly pace?: { readonly speed: number; readonly paused: boolean }
  readonly community?: string
  readonly ruleBook?: string
  /** A file with the webhooks. */
  readonly webhooks?: string
  readonly data: string
  readonly store: 'sqlite' | 'dynamodb'
  /** 0: any free port. */
  readonly port: number
  readonly stepFunctionsPort: number
}

export const HELP = `Runs all of Sixclear on this machine: npm start -- [options]

  --fresh           delete the record and start a new one
  --empty           start a new record without sample people
  --start INSTANT   the time at which the clock of a new record starts, such as 2020-02-10T00:00:00.000Z
  --speed N         virtual seconds for each real second; 1 is real time
  --paused          start with the clock paused; step, run or start it over HTTP
  --simulate        let simulated residents and staff answer texts, until it is switched off
  --rotate          rotate the lookup key; run it again two days later to drop the old key
  --community FILE  the community (default examples/community.json)
  --rule-book FILE  publish this rule book; its version must be new
  --webhooks FILE   call other systems with each event: a list of name, url, secret (docs/events.md)
  --data DIR        the folder of the record (default .sixclear)
  --store NAME      sqlite (default), or dynamodb: a separate record in a local DynamoDB engine
  --verbose         log every step to stderr, one JSON line each
  --help            this text

Open the printed link for the console: sign in as anybody with a post, write texts from every phone, move the clock.
The link contains the token of the record, which is also in the files token and authorization (a header for curl -H @)
of the data folder.

Environment: PORT (3000) and SFN_PORT (3001) on 127.0.0.1; 0 means any free port.
A restart continues where the server stopped. A clock in real time first catches up with the time it missed; a paused
or faster one continues from where it stopped.
`

const CONFIG = {
  fresh: { type: 'boolean', default: false },
  empty: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  simulate: { type: 'boolean', default: false },
  rotate: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  paused: { type: 'boolean', default: false },
  start: { type: 'string' },
  speed: { type: 'string' },
  community: { type: 'string' },
  'rule-book': { type: 'string' },
  webhooks: { type: 'string' },
  data: { type: 'string', default: '.sixclear' },
  store: { type: 'string', default: 'sqlite' },
} as const

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: CONFIG, strict: true, allowPositionals: false }).values
  } catch (error) {
    const [what = 'the arguments cannot be read'] = (
      error instanceof Error ? error.message : String(error)
    ).split(/[.\n] ?/)
    throw new InputError(`${what}; npm start -- --help names the options`)
  }
}

const speedOf = (text: string): number => {
  const speed = Number(text)
  if (text.trim() !== '' && speed > 0 && speed <= FASTEST) return speed
  throw new InputError(`--speed is ${JSON.stringify(text)}; give a number above 0 and up to ${FASTEST}`)
}

const startOf = (text: string): Instant => {
  if (isInstant(text)) return text
  throw new InputError(`--start is ${JSON.stringify(text)}; give an instant such as 2020-02-10T00:00:00.000Z`)
}

const storeOf = (text: string): ServerOptions['store'] => {
  if (text === 'sqlite' || text === 'dynamodb') return text
  throw new InputError(`--store is ${JSON.stringify(text)}; give sqlite or dynamodb`)
}

const portOf = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined || text === '') return otherwise
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InputError(`${name} is ${JSON.stringify(text)}; give a port number from 0 to 65535`)
}

/** @throws InputError */
export const readOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ServerOptions => {
  const { speed, paused, start, community, 'rule-book': ruleBook, webhooks, store, ...rest } = parse(args)
  const port = portOf('PORT', environment['PORT'], 3000)
  const stepFunctionsPort = portOf('SFN_PORT', environment['SFN_PORT'], 3001)
  if (port !== 0 && port === stepFunctionsPort)
    throw new InputError(`PORT and SFN_PORT are both ${port}; give them different ports`)
  return {
    ...rest,
    store: storeOf(store),
    ...(start === undefined ? {} : { start: startOf(start) }),
    ...(speed === undefined && !paused
      ? {}
      : { pace: { speed: speed === undefined ? 1 : speedOf(speed), paused } }),
    ...(community === undefined ? {} : { community }),
    ...(ruleBook === undefined ? {} : { ruleBook }),
    ...(webhooks === undefined ? {} : { webhooks }),
    port,
    stepFunctionsPort,
  }
}
