import { describe, expect, it } from 'vitest'
import { type Attempt, attemptFor } from '../../console/api/idempotency-key.ts'

describe('the key of a request', () => {
  let made = 0
  const newKey = () => {
    made += 1
    return `key-${made}`
  }
  const first: Attempt = attemptFor(undefined, '/isolations/a/reports', { temperature: 36.5 }, newKey)

  it('is kept when the same is sent once more, so that it is recorded once', () => {
    expect(attemptFor(first, '/isolations/a/reports', { temperature: 36.5 }, newKey)).toEqual(first)
  })

  it('is a new one for anything else', () => {
    expect(attemptFor(first, '/isolations/a/reports', { temperature: 36.6 }, newKey).key).not.toBe(first.key)
    expect(attemptFor(first, '/isolations/b/reports', { temperature: 36.5 }, newKey).key).not.toBe(first.key)
    expect(attemptFor(undefined, '/isolations/a/reports', { temperature: 36.5 }, newKey).key).not.toBe(
      first.key,
    )
  })
})
