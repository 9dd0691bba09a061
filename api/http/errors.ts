import * as z from 'zod/mini'
import { Clash } from '../../core/identity/who-is-who.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { Problem } from './problems.ts'

/** The request could be read, but its content is invalid. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '))
    this.problems = problems
  }
}

/** The request cannot be read at all. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest'
}

/** The request does not say who makes it. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated'
}

/** The caller is known, and may not do this. The message says who may. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

/** The rules do not allow it now. The message says why. */
export class NotAllowedNow extends Error {
  override readonly name = 'NotAllowedNow'
}

/** It may be somebody in isolation now, or somebody else: a person decides. */
export class RegistrationConflict extends Error {
  override readonly name = 'RegistrationConflict'
  readonly clashes: readonly Clash[]
  constructor(clashes: readonly Clash[]) {
    const whom = clashes.map(({ type, isolation }) => `${isolation} (${type})`).join(', ')
    super(
      `this may be ${whom}, or somebody else: send it again with decided.same_as, or with decided.another_person`,
    )
    this.clashes = clashes
  }
}

/** The caller asks faster than one caller may. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super(`you ask faster than one caller may: go on in ${retryAfterSeconds} s, and slower`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export class RouteNotFound extends Error {
  override readonly name = 'RouteNotFound'
}

export class MethodNotAllowed extends Error {
  override readonly name = 'MethodNotAllowed'
  readonly allowed: readonly string[]
  constructor(path: string, allowed: readonly string[]) {
    super(`${path} is served with ${allowed.join(' and ')} only`)
    this.allowed = allowed
  }
}

const DEPLOYING =
  'written by a newer release than this one, which is being deployed: try again in half a minute'
const FULL =
  'the disk of the record is full: nothing of this was recorded. Free some space; it goes on by itself, then send this again'
const BUSY = 'too busy at the moment: try again in a second. What has been recorded stays recorded'

interface Known {
  readonly status: number
  readonly message?: string
  readonly retryAfterSeconds?: number
}

/** By the error's name: its status, and a message to replace its own if that is not for the caller. */
const KNOWN: Readonly<Record<string, Known>> = {
  MalformedRequest: { status: 400 },
  Unauthenticated: { status: 401 },
  Forbidden: { status: 403 },
  NotFound: { status: 404 },
  NoSuchQueue: { status: 404 },
  RedriveUnavailable: { status: 409 },
  RouteNotFound: { status: 404 },
  MethodNotAllowed: { status: 405 },
  NotAllowedNow: { status: 409 },
  IdempotencyKeyReused: { status: 409 },
  RegistrationConflict: { status: 409 },
  InvalidRequest: { status: 422 },
  RosterUnreadable: { status: 422 },
  TooManyRequests: { status: 429 },
  StoreFull: { status: 503, message: FULL, retryAfterSeconds: 60 },
  ImportNotFound: { status: 404 },
  StoreThrottled: { status: 503, message: BUSY },
  ConditionFailed: { status: 503, message: BUSY },
  Contended: { status: 503, message: BUSY },
  MessagesThrottled: { status: 503, message: BUSY },
  ExecutionsThrottled: { status: 503, message: BUSY },
  ExecutionLimitReached: { status: 503, message: BUSY },
  NewerShape: { status: 503, message: DEPLOYING, retryAfterSeconds: 30 },
}

export const ErrorBody = z.strictObject({
  error: z.strictObject({
    name: z.string().check(z.describe('Stable name of the error, such as InvalidRequest.')),
    message: z.string().check(z.describe('What is wrong and what to do, in words.')),
    problems: z.optional(z.array(Problem)),
    clashes: z
      .optional(z.array(Clash))
      .check(
        z.describe(
          'For a RegistrationConflict. same_document: known under another name. same_phone: known under another name at another door. other_document: name and phone or door are known with another document. former_name: this name was once entered by mistake and corrected.',
        ),
      ),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

export interface Failure {
  readonly status: number
  readonly body: ErrorBody
  readonly headers: Readonly<Record<string, string>>
}

const headersOf = (error: Error, { status, retryAfterSeconds = 1 }: Known): Record<string, string> => {
  if (error instanceof MethodNotAllowed) return { allow: error.allowed.join(', ') }
  if (error instanceof TooManyRequests) return { 'retry-after': String(error.retryAfterSeconds) }
  return status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}
}

/** The answer to an error. An unexpected error is logged under an id, and the caller is given only the id. */
export const failureOf = (error: unknown, { log, ids }: Pick<Ports, 'ids' | 'log'>): Failure => {
  const known = error instanceof Error && Object.hasOwn(KNOWN, error.name) ? KNOWN[error.name] : undefined
  if (!(error instanceof Error) || known === undefined) {
    const id = ids.next()
    log.error('api.failed', { error: id }, error)
    const message = `something failed inside; it is logged under ${id}`
    return { status: 500, headers: {}, body: { error: { name: 'InternalError', message } } }
  }
  return {
    status: known.status,
    headers: headersOf(error, known),
    body: {
      error: {
        name: error.name,
        message: known.message ?? error.message,
        ...(error instanceof InvalidRequest ? { problems: [...error.problems] } : {}),
        ...(error instanceof RegistrationConflict ? { clashes: [...error.clashes] } : {}),
      },
    },
  }
}
