import { describe, expect, it } from 'vitest'
import { type Findings, isWorse, worseOfBoth } from '../../../core/matter/worse-news.ts'
import type { Symptom } from '../../../core/meaning.ts'
import { book } from '../isolation/an-isolation.ts'

const known = { severity: 'orange', tenths: 374, symptoms: ['fatigue'] } as const
const mild = { ...known, symptoms: [...known.symptoms] }

describe('what is heard while a fever is known', () => {
  it.each([
    ['the same again', { severity: 'orange', tenths: 374 }, false],
    ['a little more', { severity: 'orange', tenths: 378 }, false],
    ['half a degree more', { severity: 'orange', tenths: 379 }, true],
    ['less', { severity: 'orange', tenths: 373, symptoms: ['fatigue'] }, false],
    ['urgent', { severity: 'red', tenths: 374 }, true],
    ['a new symptom', { severity: 'orange', symptoms: ['breathlessness'] }, true],
  ] as const)('%s: worse or not', (_, { ...heard }, worse) => {
    const {
      symptoms = [],
      ...rest
    }: Readonly<{ symptoms?: readonly Symptom[] } & Pick<Findings, 'tenths' | 'severity'>> = heard
    expect(isWorse(mild, { ...rest, symptoms: [...symptoms] }, book)).toBe(worse)
  })

  it('is worse across the line of a high fever, by a tenth', () => {
    expect(isWorse({ severity: 'red', tenths: 379 }, { severity: 'red', tenths: 380 }, book)).toBe(true)
  })

  it('is worse where only symptoms were known and there is a fever now', () => {
    expect(isWorse({ severity: 'red', symptoms: ['fever'] }, { severity: 'red', tenths: 373 }, book)).toBe(
      true,
    )
    expect(isWorse({ severity: 'red', symptoms: ['fever'] }, { severity: 'red', tenths: 370 }, book)).toBe(
      false,
    )
  })

  it('leaves the worst of everything known', () => {
    expect(worseOfBoth(mild, { severity: 'red', tenths: 372, symptoms: ['breathlessness'] })).toEqual({
      severity: 'red',
      tenths: 374,
      symptoms: ['fatigue', 'breathlessness'],
    })
  })
})
