import { describe, expect, it } from 'vitest'
import { renderRecorded, UnknownText } from '../../../core/texts/render-recorded.ts'

const how = { language: 'en', signature: 'Sixclear' } as const

describe('a recorded text', () => {
  it('is rendered as it was when it was recorded', () => {
    expect(renderRecorded('extra_thanks', { tenths: 365 }, how)).toContain('36.5')
  })

  it.each([
    ['names a template that nobody knows any more', 'carrier pigeon', {}],
    ['lacks a parameter that breaks it', 'thanks', {}],
    ['lacks a parameter that would show', 'extra_thanks', {}],
  ])('is refused when it %s', (_, template, params) => {
    expect(() => renderRecorded(template, params, how)).toThrow(UnknownText)
  })
})
