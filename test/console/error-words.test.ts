import { describe, expect, it } from 'vitest'
import { ApiError } from '../../console/api/request.ts'
import { errorWords, problemWords } from '../../console/components/error-words.ts'

const refused = new ApiError(403, 'Forbidden', 'grid-2 of qinghe lies outside your area: ask whoever', [])
const broken = new ApiError(500, 'InternalError', 'something failed inside; it is logged under f7a-19', [])

describe('the reason of a failure', () => {
  it('is given by the API in English', () => {
    expect(errorWords(refused, 'en')).toEqual({ title: 'Not for your role', words: refused.message })
  })

  it.each([
    [400, 'MalformedRequest'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'NotAllowedNow'],
    [422, 'InvalidRequest'],
    [429, 'Unreadable'],
    [500, 'InternalError'],
    [503, 'StoreThrottled'],
    [418, 'Unreadable'],
  ])('holds no English in Chinese: %i', (status, name) => {
    const { title, words } = errorWords(new ApiError(status, name, 'no isolation of that name', []), 'zh-CN')
    expect(title + words).toMatch(/\p{Script=Han}/u)
    expect(title + words).not.toMatch(/[a-z]/)
  })

  it('distinguishes not permitted, gone, not possible now, invalid, busy and broken', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const titles = [403, 404, 409, 422, 503, 500].map(
        (status) => errorWords(new ApiError(status, 'Some', '', []), language).title,
      )
      expect(new Set(titles).size).toBe(6)
    }
  })

  it.each(['en', 'zh-CN'] as const)('gives the id of the log entry: %s', (language) => {
    expect(errorWords(broken, language).words).toContain('f7a-19')
  })

  it.each(['en', 'zh-CN'] as const)(
    'never shows the page of a server between us and the API: %s',
    (language) => {
      const page = new ApiError(502, 'Unreadable', '<html><h1>Bad Gateway</h1>', [])
      expect(errorWords(page, language).words).not.toContain('<')
    },
  )

  it('keeps the fields that are wrong, with the reason in the language of the page', () => {
    const problem = { field: 'date', found: '', reason: 'no such day in the calendar' }
    expect(problemWords(problem, 'en')).toBe('date: no such day in the calendar')
    expect(problemWords(problem, 'zh-CN')).toBe('date：没有这一天')
  })
})
