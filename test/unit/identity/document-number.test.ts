import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areOfOneKind, foldedDocument, wrongWithDocument } from '../../../core/identity/document-number.ts'

const TODAY = '2020-02-10'
const wrong = (text: string) => wrongWithDocument(text, TODAY)

/** By the recurrence of ISO 7064, mod 11-2: another way than the product's. */
const whole = (first: string): string => {
  let rest = 0
  for (const digit of first) rest = ((rest + Number(digit)) * 2) % 11
  const check = (12 - rest) % 11
  return `${first}${check === 10 ? 'X' : check}`
}

describe('the number of an identity card', () => {
  it('is taken with its own last sign, and refused with any other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 110000, max: 659999 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 999 }),
        (area, day, sequence) => {
          const first = `${area}199003${String(day).padStart(2, '0')}${String(sequence).padStart(3, '0')}`
          const right = whole(first)
          expect(wrong(right)).toBeUndefined()
          for (const sign of '0123456789X')
            if (`${first}${sign}` !== right) expect(wrong(`${first}${sign}`)).toBeDefined()
        },
      ),
    )
  })

  it('is taken in any writing', () => {
    const number = whole('11010119900101123')
    for (const writing of [number.toLowerCase(), ` ${number} `, `${number.slice(0, 6)} ${number.slice(6)}`]) {
      expect(wrong(writing)).toBeUndefined()
      expect(foldedDocument(writing)).toBe(number)
    }
    const withX = Array.from({ length: 40 }, (_, at) => whole(`110101199001011${10 + at}`)).find((one) =>
      one.endsWith('X'),
    )
    const body = withX?.slice(0, 17) ?? ''
    for (const sign of ['x', 'Ｘ', 'ｘ', '×', 'Х']) expect(wrong(`${body}${sign}`)).toBeUndefined()
  })

  it.each([
    ['110101199003070000', /cut this number off/],
    ['110101199003071000', /cut this number off/],
    ['1.10101E+17', /cut this number off/],
    ['1.10101199003070E+17', /cut this number off/],
    ['1.1E17', /cut this number off/],
    ['1E+17', /cut this number off/],
    ['１.10101Ｅ+17', /cut this number off/],
    ['110101199003071', undefined],
    [whole('11010119901307123'), /date of birth/],
    [whole('11010119900230123'), /date of birth/],
    [whole('11010120210101123'), /date of birth/],
    [whole('11010117000101123'), /date of birth/],
    ['110101199003070017', /last sign/],
    ['11010119900307001', /17 digits/],
    ['1101011990030700170', /19 digits/],
    ['000000000000000000', /over and over/],
    ['无', /letters and digits/],
    ['none', /letters and digits/],
    ['110101********0016', /letters and digits/],
    ['########', /letters and digits/],
    ['110101199003070016.00', /letters and digits/],
    ['1234', undefined],
    ['E12345678', undefined],
    ['H0812345601', undefined],
    ['A123456(7)', undefined],
    ['军字第2001988号', undefined],
    ['5E1234567', undefined],
    ['REHEARSAL-000001', undefined],
  ])('%s is refused or taken, with the reason', (text, reason) => {
    if (reason === undefined) expect(wrong(text)).toBeUndefined()
    else expect(wrong(text)).toMatch(reason)
  })

  it('is of another kind than that of a passport', () => {
    expect(areOfOneKind(whole('11010119900101123'), whole('11010119900101124'))).toBe(true)
    expect(areOfOneKind(whole('11010119900101123'), 'E1234567')).toBe(false)
    expect(areOfOneKind('G1234567', 'E1234567')).toBe(true)
  })
})
