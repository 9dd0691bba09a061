import { ApiError, Unreachable } from './request.ts'

/** Milliseconds. */
const TRY_AGAIN = 3_000

/** A server that is just being started, or replaced, answers so. */
const isPassing = (error: unknown): error is Error =>
  error instanceof Unreachable || (error instanceof ApiError && [502, 503, 504].includes(error.status))

const rest = (): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      removeEventListener('online', wake)
      resolve()
    }
    const timer = setTimeout(wake, TRY_AGAIN)
    addEventListener('online', wake)
  })

/**
 * Tries every few seconds as long as nobody answers, and tells each time why not; undefined: somebody has answered.
 * @throws whatever else goes wrong
 */
export const retryUntilReached = async <Result>(
  run: () => Promise<Result>,
  tell: (why: Error | undefined) => void,
): Promise<Result> => {
  for (;;) {
    try {
      const result = await run()
      tell(undefined)
      return result
    } catch (error) {
      if (!isPassing(error)) throw error
      tell(error)
      await rest()
    }
  }
}
