import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, Unreachable } from '../../console/api/request.ts'
import { retryUntilReached } from '../../console/api/retry-until-reached.ts'

const window = new EventTarget()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const failing = (...failures: readonly Error[]) => {
  const left = [...failures]
  return vi.fn(async () => {
    const failure = left.shift()
    if (failure !== undefined) throw failure
    return 'an answer'
  })
}

it('retries every few seconds while nobody answers or a server starts, and reports it', async () => {
  const offline = new Unreachable('no connection')
  const beginning = new ApiError(503, 'Unreadable', '', [])
  const run = failing(offline, beginning)
  const told: (Error | undefined)[] = []
  const answer = retryUntilReached(run, (why) => told.push(why))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await answer).toBe('an answer')
  expect(told).toEqual([offline, beginning, undefined])
})

it('tries at once when the connection is back', async () => {
  const run = failing(new Unreachable('no connection'))
  const answer = retryUntilReached(run, () => {})
  await vi.advanceTimersByTimeAsync(10)
  window.dispatchEvent(new Event('online'))
  expect(await answer).toBe('an answer')
})

it('does not retry what was refused or failed inside', async () => {
  for (const status of [403, 500]) {
    const refused = new ApiError(status, 'Some', '', [])
    const run = failing(refused)
    await expect(retryUntilReached(run, () => {})).rejects.toBe(refused)
    expect(run).toHaveBeenCalledTimes(1)
  }
})
