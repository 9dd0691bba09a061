import type { JsonValue } from '../../core/json.ts'
import type { Log } from '../../core/ports/log.ts'
import { shownError } from './redacted-error.ts'

/** The fields that a log line may have. Everything else is withheld. */
const KNOWN: ReadonlySet<string> = new Set([
  'community',
  'disruption',
  'error',
  'execution',
  'generation',
  'grid',
  'handed',
  'household',
  'inbound',
  'isolation',
  'isolations',
  'key',
  'kind',
  'language',
  'late',
  'left',
  'looked',
  'matter',
  'matters',
  'mended',
  'messages',
  'offenders',
  'part',
  'provider',
  'reason',
  'row',
  'seconds',
  'staff',
  'state',
  'template',
  'unreadable',
  'version',
  'why',
  'workflow',
])

const WITHHELD = 'withheld'

const PHONE = /(?<![\w-])\+?\d{7,15}(?![\w-])/
const READING = /\d{2}[.,]\d/
/** Ids, and phrases of the program's own. */
const PLAIN = /^[A-Za-z0-9 ,;:.#@/_-]{0,200}$/
const LONG_WORD = /\S{121,}/

const shownId = (value: JsonValue): JsonValue => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : WITHHELD
  if (typeof value === 'string')
    return PLAIN.test(value) && !PHONE.test(value) && !READING.test(value) && !LONG_WORD.test(value)
      ? value
      : WITHHELD
  if (Array.isArray(value)) return value.map(shownId)
  return typeof value === 'object' && value !== null ? WITHHELD : value
}

type Line = Record<string, unknown>

/** The part of a logger that is needed. */
export interface Writer {
  info(event: string, line: Line): void
  error(event: string, line: Line): void
}

/** Logs stable event names and ids. Names, numbers, readings and tokens are withheld. */
export const makeLog = (writer: Writer): Log => {
  const line = (ids: { readonly [id: string]: JsonValue }): Line =>
    Object.fromEntries(
      Object.entries(ids).map(([name, value]) => [name, KNOWN.has(name) ? shownId(value) : WITHHELD]),
    )
  return {
    info: (event, ids) => writer.info(event, line(ids)),
    error: (event, ids, error) =>
      writer.error(event, { ...line(ids), ...(error !== undefined && { thrown: shownError(error) }) }),
  }
}
