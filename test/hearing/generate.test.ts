import { describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { faultsIn } from '../../local/hearing/generate/faults.ts'
import { generate } from '../../local/hearing/generate/generate.ts'
import { isSound } from '../../local/hearing/generate/generated-report.ts'
import { drawTenths, spell } from '../../local/hearing/generate/numbers.ts'
import type { Read, Reader } from '../../local/hearing/generate/product-reader.ts'
import { residentText } from '../../local/hearing/generate/resident-grammar.ts'
import { staffText } from '../../local/hearing/generate/staff-grammar.ts'
import type { ResidentText, StaffText } from '../../local/hearing/generate/truth.ts'
import { Draws } from '../../local/random/draws.ts'
import { exampleCommunity } from '../workflow/test-system.ts'

const nothing: Read = { readings: [], symptoms: [], ask: [], asked: [], answer: null }

const fever: ResidentText = {
  as: 'resident',
  home: 'alone',
  text: '37 度 5',
  readings: [{ who: 'self', tenths: 375 }],
  symptoms: [],
  askable: false,
}

const doubt: StaffText = {
  as: 'community_administrator',
  setting: 'release',
  text: '{code}不能同意',
  answer: null,
  readings: [],
  symptoms: [],
  askable: false,
}

describe('generated texts', () => {
  it('are the same for the same seed', () => {
    const texts = (seed: string) => {
      const draws = new Draws(seed, 'test')
      return Array.from({ length: 50 }, () => [residentText(draws), staffText(draws)])
    }
    expect(texts('1')).toEqual(texts('1'))
    expect(texts('1')).not.toEqual(texts('2'))
  })

  it('spell a temperature in many ways and say what it is, Fahrenheit rounded half up', () => {
    const draws = new Draws('1', 'test')
    const spelled = Array.from({ length: 3_000 }, () => spell(draws, 375, 'zh'))
    expect(new Set(spelled.map(({ text }) => text)).size).toBeGreaterThan(25)
    expect(new Set(spelled.map(({ tenths }) => tenths))).toEqual(new Set([375]))
    expect(spelled.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        '37.5',
        '37 度 5',
        '三十七度五',
        '37度半',
        '37。5',
        '３７．５',
        '99.5F',
        '375',
      ]),
    )
    expect(Array.from({ length: 500 }, () => drawTenths(draws)).some((tenths) => tenths >= 373)).toBe(true)
  })
})

describe('the faults of a reading', () => {
  it('a fever of which a digit was dropped is recorded as normal', () => {
    const read: Read = { ...nothing, readings: [{ who: 'self', tenths: 370 }] }
    expect(faultsIn(fever, read)).toEqual([
      'fever recorded as normal',
      'recorded what is no reading',
      'fever neither recorded nor asked about',
      'clear reading neither recorded nor asked about',
    ])
  })

  it('a question is safe, and only with the right number', () => {
    expect(faultsIn(fever, { ...nothing, ask: ['confirm'], asked: [375] })).toEqual([
      'clear reading asked about',
    ])
    expect(faultsIn({ ...fever, askable: true }, { ...nothing, ask: ['confirm'], asked: [375] })).toEqual([])
    expect(faultsIn({ ...fever, askable: true }, { ...nothing, ask: ['confirm'], asked: [370] })).toEqual([
      'asked with a wrong number',
    ])
  })

  it('a doubtful text is no grave answer, and a harmless one does no harm', () => {
    expect(faultsIn(doubt, { ...nothing, answer: 'approve' })).toEqual([
      'grave answer taken from a doubtful text',
    ])
    expect(faultsIn(doubt, { ...nothing, answer: 'hold' })).toEqual([])
    expect(faultsIn({ ...doubt, answer: 'approve' }, nothing)).toEqual(['plain answer not taken'])
  })

  it('symptoms are heard, and no others', () => {
    const coughing: ResidentText = { ...fever, symptoms: ['dry_cough'] }
    const readings = coughing.readings
    expect(faultsIn(coughing, { ...nothing, readings, symptoms: ['dry_cough', 'fever'] })).toEqual([])
    expect(faultsIn(coughing, { ...nothing, readings, symptoms: ['fatigue'] })).toEqual([
      'symptom not heard',
      'symptom made up',
    ])
  })
})

describe('a run over generated texts', () => {
  const run = (reader: Reader) =>
    generate({ count: 100, seed: '1', community: exampleCommunity(), book: defaultRuleBook, reader })

  it('counts what the reader alone and the use cases make of them', async () => {
    const { read, done } = await run({ resident: () => nothing, staff: () => nothing })
    expect([read.texts, done.texts]).toEqual([100, 2])
    const heard = read.faults.find(({ fault }) => fault === 'clear reading neither recorded nor asked about')
    expect(heard?.count).toBe(heard?.of)
    expect(heard?.of).toBeGreaterThan(10)
  })

  it('goes on when the reader throws, and is not sound', async () => {
    const fails = () => {
      throw new TypeError('no such word')
    }
    const generated = await run({ resident: fails, staff: fails })
    expect(generated.read.faults.find(({ fault }) => fault === 'exception')).toMatchObject({ count: 100 })
    expect(isSound(generated)).toBe(false)
  })
})
