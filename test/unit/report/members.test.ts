import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partByMember } from '../../../core/report/members.ts'

const letters = ['A', 'B', 'C']

describe('a text from a phone that several returnees share', () => {
  it.each([
    ['A36.5', [{ member: 'A', text: '36.5' }]],
    ['b 36.5', [{ member: 'B', text: '36.5' }]],
    ['Ａ：３６．５', [{ member: 'A', text: '36.5' }]],
    ['A：三十六度五', [{ member: 'A', text: '三十六度五' }]],
    ['B 咳嗽', [{ member: 'B', text: '咳嗽' }]],
    [
      'A 36.5 B：37.0 咳嗽',
      [
        { member: 'A', text: '36.5' },
        { member: 'B', text: '37.0 咳嗽' },
      ],
    ],
    [
      'a36.5 C c37.0 C',
      [
        { member: 'A', text: '36.5 C' },
        { member: 'C', text: '37.0 C' },
      ],
    ],
    [
      '今天 A36.5',
      [
        { member: undefined, text: '今天' },
        { member: 'A', text: '36.5' },
      ],
    ],
  ])('is parted by its letters: %s', (text, parts) => {
    expect(partByMember(text, letters)).toEqual(parts)
  })

  it.each(['36.5', 'T36.5', 'D36.5', "I'm 36.5", 'abc36.5', '36.5 C', ''])(
    'is whole without a known letter: %s',
    (text) => {
      expect(partByMember(text, letters)).toEqual([{ member: undefined, text }])
    },
  )

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(partByMember(text, letters).length).toBeGreaterThan(0)
      }),
    )
  })
})
