import type { Clash } from '../../core/identity/who-is-who.ts'

export interface Problem {
  readonly field: string
  readonly found: string
  readonly reason: string
}

/** The API's refusal or failure. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** The stable name of the error, such as Forbidden. */
  readonly error: string
  readonly problems: readonly Problem[]
  /** Set when a registration may be a person who is in isolation now. */
  readonly clashes: readonly Clash[]
  constructor(
    status: number,
    error: string,
    message: string,
    problems: readonly Problem[],
    clashes: readonly Clash[] = [],
  ) {
    super(message)
    this.status = status
    this.error = error
    this.problems = problems
    this.clashes = clashes
  }
}

/** Nobody answered: no connection. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** @throws Unreachable */
export const request = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable('no connection', { cause: error })
  }
}
