import { ApiError, request } from './request.ts'
import type { Session } from './session.ts'

/** The token has expired, and the browser goes to the sign-in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

export interface ApiClient {
  /** The type of the answer is the API's own: its tests check every answer against its schema. */
  readonly get: <Answer>(path: string, signal?: AbortSignal) => Promise<Answer>
  readonly post: <Answer>(path: string, body: unknown, key?: string) => Promise<Answer>
  /** For bodies other than JSON: a roster, a CSV. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>
}

const errorFrom = async (response: Response): Promise<ApiError> => {
  const text = await response.text()
  try {
    const { error } = JSON.parse(text)
    return new ApiError(
      response.status,
      String(error.name),
      String(error.message),
      error.problems ?? [],
      error.clashes ?? [],
    )
  } catch {
    return new ApiError(response.status, 'Unreadable', text.slice(0, 200), [])
  }
}

/** Whose token calls the API: that of a signed-in person, or of the owner of a machine. */
type Bearer = Pick<Session, 'token'> & Partial<Pick<Session, 'isNew' | 'signIn'>>

export const createApiClient = (base: string, bearer: Bearer): ApiClient => {
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${bearer.token()}`)
    const response = await request(`${base}${path}`, { ...init, headers, cache: 'no-store' })
    if (response.ok) return response
    const failure = await errorFrom(response)
    if (failure.status === 401 && bearer.signIn !== undefined && bearer.isNew?.() !== true) {
      void bearer.signIn()
      throw new SignedOut('signed out')
    }
    throw failure
  }
  return {
    send,
    get: async (path, signal) => (await send(path, signal === undefined ? {} : { signal })).json(),
    post: async (path, body, key) => {
      const response = await send(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      })
      return response.json()
    },
  }
}
