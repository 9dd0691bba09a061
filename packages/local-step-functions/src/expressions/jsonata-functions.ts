import { createHash } from 'node:crypto'
import jsonata from 'jsonata'
import { seededRandom } from '../clock/random.ts'

/** What one evaluation lends to the functions below. Bound under a name that no expression can read or write. */
export interface Evaluation {
  readonly random: () => number
  /** Milliseconds since 1970 at which the state was entered; NaN when the context has none. */
  readonly enteredAt: number
}
export const EVALUATION = 'the evaluation'

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata's own that would otherwise read the wall
 * clock or the process's random numbers: `$now()` and `$millis()` give the instant at which the state was entered.
 * Source of their meaning: AWS Step Functions guide, "Transforming data with JSONata" and, for the limits, "Intrinsic
 * functions for JSONPath states", whose equivalents they are.
 */
export const registerFunctions = (expression: jsonata.Expression): void => {
  expression.registerFunction('partition', partition, '<an:a>')
  expression.registerFunction('range', range, '<nnn:a>')
  expression.registerFunction('hash', hash, '<ss:s>')
  expression.registerFunction('parse', parse, '<s:x>')
  expression.registerFunction('random', random, '<n?:n>')
  expression.registerFunction('uuid', uuid, '<:s>')
  expression.registerFunction('shuffle', shuffle, '<a:a>')
  expression.registerFunction('now', now, '<s?s?:s>')
  expression.registerFunction('millis', millis, '<:n>')
  expression.registerFunction('toMillis', toMillis, '<s-s?:n>')
}

/** Step Functions rounds a fractional size or step to the nearest integer. */
function partition(items: readonly unknown[] | undefined, size: number | undefined): unknown {
  if (items === undefined || size === undefined) return undefined
  const step = Math.round(size)
  if (step < 1) throw new RangeError(`$partition: the size of a part must be 1 or more; got ${size}`)
  return Array.from({ length: Math.ceil(items.length / step) }, (_, part) =>
    items.slice(part * step, (part + 1) * step),
  )
}

const LONGEST_RANGE = 1000

function range(first: number | undefined, last: number | undefined, step: number | undefined): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined
  const [from, to, by] = [Math.round(first), Math.round(last), Math.round(step)]
  if (by === 0) throw new RangeError('$range: the step must not be 0')
  const length = Math.max(0, Math.floor((to - from) / by) + 1)
  if (length > LONGEST_RANGE)
    throw new RangeError(`$range: at most ${LONGEST_RANGE} numbers; this range has ${length}`)
  return Array.from({ length }, (_, index) => from + index * by)
}

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
])

function hash(text: string | undefined, algorithm: string | undefined): unknown {
  if (text === undefined || algorithm === undefined) return undefined
  const name = ALGORITHMS.get(algorithm)
  if (name === undefined)
    throw new RangeError(
      `$hash: unknown algorithm ${algorithm}; use one of ${[...ALGORITHMS.keys()].join(', ')}`,
    )
  return createHash(name).update(text).digest('hex')
}

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text)
}

/** The same seed gives the same number, though not the number AWS would give: its generator is not published. */
function random(this: jsonata.Focus, seed: number | undefined): unknown {
  if (seed === undefined) return evaluationOf(this).random()
  if (!Number.isInteger(seed)) throw new RangeError(`$random: the seed must be an integer; got ${seed}`)
  return seededRandom(seed)()
}

function uuid(this: jsonata.Focus): unknown {
  const bytes = Buffer.from(Array.from({ length: 16 }, () => Math.floor(evaluationOf(this).random() * 256)))
  // RFC 9562: the version in the high half of byte 6, the variant in the top two bits of byte 8.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function shuffle(this: jsonata.Focus, items: readonly unknown[] | undefined): unknown {
  if (items === undefined) return undefined
  const { random } = evaluationOf(this)
  const left = [...items]
  return Array.from(items, () => left.splice(Math.floor(random() * left.length), 1)[0])
}

function millis(this: jsonata.Focus): unknown {
  const { enteredAt } = evaluationOf(this)
  if (Number.isNaN(enteredAt))
    throw new RangeError('the context has no State.EnteredTime to take the time from')
  return enteredAt
}

function now(this: jsonata.Focus, picture: string | undefined, zone: string | undefined): unknown {
  return FROM_MILLIS.call(this, millis.call(this), picture, zone)
}

/** JSONata fills what the picture leaves out (the date of a bare time) from its own clock: give it the state's. */
function toMillis(this: jsonata.Focus, text: string | undefined, picture: string | undefined): unknown {
  const { enteredAt } = evaluationOf(this)
  return TO_MILLIS.call({ environment: { timestamp: new Date(enteredAt) } }, text, picture)
}

const evaluationOf = (focus: jsonata.Focus): Evaluation => focus.environment.lookup(EVALUATION)

type Native = (this: unknown, ...args: unknown[]) => unknown

const native = async (name: string): Promise<Native> => {
  const held: { readonly implementation: Native } = await jsonata(`$${name}`).evaluate(undefined)
  return held.implementation
}

const FROM_MILLIS = await native('fromMillis')
const TO_MILLIS = await native('toMillis')
