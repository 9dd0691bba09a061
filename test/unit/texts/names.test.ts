import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, clipMiddle } from '../../../core/texts/clip.ts'
import { plainLatin } from '../../../core/texts/plain-latin.ts'
import { segments } from '../../../core/texts/sms-segments.ts'

describe('a clipped name', () => {
  it('stays as it is when it fits', () => {
    expect(clip('王小明', 4)).toBe('王小明')
    expect(clip('欧阳小明', 4)).toBe('欧阳小明')
  })

  it('shows by an ellipsis that something is missing', () => {
    expect(clip('阿卜杜热西提', 4)).toBe('阿卜杜…')
    expect(clip('Bartholomew', 8, '..')).toBe('Bartho..')
  })

  it('stands on one line', () => {
    expect(clip(' 王\n 小明\t', 8)).toBe('王 小明')
  })

  it('is never longer than asked and never ends in half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (text, n) => {
          const clipped = clip(text, n)
          expect(clipped.length).toBeLessThanOrEqual(n)
          expect(clipped.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})

describe('a name clipped in the middle', () => {
  it.each([
    ['王小明', '王小明'],
    ['样例·王建国', '样…建国'],
    ['样例·王建军', '样…建军'],
    ['B样例·王建国', 'B…建国'],
  ])('%s stands as %s, so that a family is told apart', (written, clipped) => {
    expect(clipMiddle(written, 4)).toBe(clipped)
  })

  it('is never longer than asked and never ends in half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (text, n) => {
          const clipped = clipMiddle(text, n)
          expect(clipped.length).toBeLessThanOrEqual(n)
          expect(clipped.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})

describe('a name in plain Latin letters', () => {
  it.each([
    ['Li Wei', 'Li Wei'],
    ['Müller', 'Müller'],
    ['Nguyễn Văn Đức', 'Nguyen Van Duc'],
    ['Łukasz', 'Lukasz'],
    ['Ｌｉ　Ｗｅｉ', 'Li Wei'],
    ['3栋2单元501', '3-2-501'],
    ['王小明 Wang', 'Wang'],
    ['王小明', ''],
    ['[A]', 'A'],
  ])('writes %s as %s', (written, plain) => {
    expect(plainLatin(written, 30)).toBe(plain)
  })

  it('costs one septet a letter, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const plain = plainLatin(text, 16)
        expect(segments(plain)).toMatchObject({ encoding: 'GSM-7', units: plain.length })
        expect(plain.length).toBeLessThanOrEqual(16)
      }),
    )
  })
})
