import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../../core/hearing/second-reader/hashed-ngrams.ts'
import {
  DANGER_THRESHOLD,
  secondOpinion,
  withSecondOpinion,
} from '../../../core/hearing/second-reader/second-reader.ts'
import { folded } from '../../../local/hearing/second-reader/training-examples.ts'

const FILE = 'core/hearing/second-reader/second-reader.json'
const KILOBYTES_40 = 40_960

const corpus = ['resident', 'written-1', 'written-2', 'written-3', 'written-4'].flatMap((name) =>
  readFileSync(`test/hearing/corpus/${name}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): string => folded(JSON.parse(line).text)),
)

const nothing = { dangers: [], wordsLeft: false, mayBeDanger: false, machine: false }
const always = 0

describe('the second reader', () => {
  it('gives the same result for the same text', () => {
    for (const text of corpus.slice(0, 100)) expect(secondOpinion(text)).toEqual(secondOpinion(text))
  })

  it('gives probabilities, whatever is written', () => {
    for (const text of [
      ...corpus,
      '',
      ' ',
      '😀',
      '\ud800',
      '?',
      "'",
      'a',
      '0',
      '一',
      'ü',
      '体温abc36.5',
      'x'.repeat(700),
    ]) {
      expect(secondOpinion(text)).toBeGreaterThanOrEqual(0)
      expect(secondOpinion(text)).toBeLessThanOrEqual(1)
    }
  })

  it('does not see which number it is', () => {
    expect(secondOpinion('体温36.5')).toEqual(secondOpinion('体温39.2'))
    expect(secondOpinion('三十六点五度')).toEqual(secondOpinion('三十九点二度'))
    expect(piecesOf('有一点咳')).not.toEqual(piecesOf('有两点咳'))
  })

  it('sees danger that is told in plain words, and none in a plain report', () => {
    for (const text of ['我妈摔倒起不来了', 'grandpa collapsed and is not waking up']) {
      expect(secondOpinion(text), text).toBeGreaterThan(DANGER_THRESHOLD)
    }
    for (const text of ['36.5', '36.5，谢谢', '36.4 一切正常', '36.5 all good thanks']) {
      expect(secondOpinion(text), text).toBeLessThan(DANGER_THRESHOLD)
    }
  })

  it('calls the worker and takes nobody away', () => {
    for (const text of corpus) {
      for (const heard of [
        nothing,
        { ...nothing, wordsLeft: true },
        { ...nothing, dangers: ['fall' as const] },
      ]) {
        for (const heeded of [DANGER_THRESHOLD, always]) {
          const after = withSecondOpinion(heard, text, heeded)
          if (heard.wordsLeft) expect(after.wordsLeft).toBe(true)
          for (const danger of heard.dangers) expect(after.dangers).toContain(danger)
        }
      }
    }
  })

  it('changes nothing that was read', () => {
    const read = {
      ...nothing,
      wordsLeft: true,
      reports: [{ letter: 'A', tenths: 365, symptoms: [] }],
      order: 'stop',
      left: ['x'],
    }
    expect(withSecondOpinion(read, '36.5', always)).toEqual({ ...read, mayBeDanger: true })
  })

  it('names no other danger where one is known', () => {
    const heard = { ...nothing, dangers: ['fire' as const] }
    expect(withSecondOpinion(heard, '着火了', always)).toBe(heard)
  })

  it('judges only words that are left over', () => {
    expect(withSecondOpinion(nothing, '36.5', always)).toBe(nothing)
  })

  it('says nothing to a machine', () => {
    const heard = { ...nothing, machine: true }
    expect(withSecondOpinion(heard, '救命', always)).toBe(heard)
  })

  it('is a small file', () => {
    expect(statSync(FILE).size).toBeLessThan(KILOBYTES_40)
  })
})
