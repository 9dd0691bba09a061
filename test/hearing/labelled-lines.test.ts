import { describe, expect, it } from 'vitest'
import { parseLines, readLines } from '../../local/hearing/corpus/labelled-lines.ts'
import { judge } from '../../local/hearing/measure/judge.ts'
import { acceptable, corpus, residentLine } from './example-lines.ts'

const written = (parts: object): string => JSON.stringify({ ...residentLine(), ...parts })

describe('labelled lines', () => {
  it('of the corpus can be read', () => {
    expect([corpus('resident').length, corpus('staff').length]).toEqual([605, 272])
  })

  it.each(['resident', 'staff'] as const)(
    'of the corpus (%s) accept nothing that they call unsafe',
    (name) => {
      const contradictions = corpus(name).filter((line) =>
        acceptable(line).some((outcome) => {
          const { right, never } = judge(line, outcome)
          return !right || never.length > 0
        }),
      )
      expect(contradictions.map(({ id }) => id)).toEqual([])
    },
  )

  it('may have empty lines between them', () => {
    expect(parseLines(`${written({})}\n\n${written({ id: 'another' })}\n`, 'mine')).toHaveLength(2)
  })

  it.each([
    ['no JSON', '{', 'mine.jsonl, line 2: this is no JSON'],
    [
      'an unknown setting',
      written({ id: 'b', setting: 'asleep' }),
      'mine.jsonl, line 2: at setting, expected asked, missed',
    ],
    ['an unknown label', written({ id: 'b', never: ['shout'] }), 'mine.jsonl, line 2: at never.0'],
    [
      'a field that nobody knows',
      written({ id: 'b', wy: '?' }),
      'mine.jsonl, line 2: at the whole, there is no field wy',
    ],
    ['an unknown writer', written({ id: 'b', as: 'cat' }), 'mine.jsonl, line 2: at as, expected resident'],
    ['the same id twice', written({}), 'mine.jsonl, line 2: the id a-line stands in line 1 already'],
  ])('with %s are refused, and the line is named', (_, second, message) => {
    expect(() => parseLines(`${written({})}\n${second}\n`, 'mine.jsonl')).toThrow(message)
  })

  it('of a file that is not there are refused', () => {
    expect(() => readLines('/nowhere/mine.jsonl')).toThrow('/nowhere/mine.jsonl: there is no such file')
  })
})
