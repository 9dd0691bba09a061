import { focusManager, onlineManager, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { queryClient, readOnce } from '../../console/api/query-client.ts'
import { ApiError, Unreachable } from '../../console/api/request.ts'

const queryKey = ['something']

beforeEach(() => {
  vi.useFakeTimers()
  queryClient.mount()
})
afterEach(() => {
  onlineManager.setOnline(true)
  focusManager.setFocused(undefined)
  queryClient.clear()
  queryClient.unmount()
  vi.useRealTimers()
})

const failing = (...failures: readonly Error[]) => {
  const left = [...failures]
  return vi.fn(async () => {
    const failure = left.shift()
    if (failure !== undefined) throw failure
    return 'an answer'
  })
}

const why = () => queryClient.getQueryState(queryKey)?.fetchFailureReason

it('retries every few seconds while nobody answers or a server starts, and reports it', async () => {
  const offline = new Unreachable('no connection')
  const beginning = new ApiError(503, 'Unreadable', '', [])
  const queryFn = failing(offline, beginning)
  const answer = queryClient.fetchQuery({ queryKey, queryFn })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(queryFn).toHaveBeenCalledTimes(1)
  expect(why()).toBe(offline)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(why()).toBe(beginning)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await answer).toBe('an answer')
  expect(queryFn).toHaveBeenCalledTimes(3)
})

it('waits while the browser has no connection and tries at once when it is back', async () => {
  const queryFn = failing(new Unreachable('no connection'))
  const answer = queryClient.fetchQuery({ queryKey, queryFn })
  onlineManager.setOnline(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(queryFn).toHaveBeenCalledTimes(1)
  onlineManager.setOnline(true)
  await vi.advanceTimersByTimeAsync(10)
  expect(await answer).toBe('an answer')
})

it('does not retry what was refused or failed inside', async () => {
  for (const status of [403, 500]) {
    const refused = new ApiError(status, 'Some', '', [])
    const queryFn = failing(refused)
    await expect(queryClient.fetchQuery({ queryKey, queryFn })).rejects.toBe(refused)
    expect(queryFn).toHaveBeenCalledTimes(1)
  }
})

it('does not ask again for what is read once, not even when the page is looked at again', async () => {
  const queryFn = failing(new ApiError(403, 'Some', '', []))
  const unsubscribe = new QueryObserver(queryClient, { queryKey, queryFn, ...readOnce }).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(60_000)
  focusManager.setFocused(false)
  focusManager.setFocused(true)
  onlineManager.setOnline(false)
  onlineManager.setOnline(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(queryFn).toHaveBeenCalledTimes(1)
  unsubscribe()
})
