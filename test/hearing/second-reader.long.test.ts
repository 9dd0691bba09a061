import { describe, expect, it } from 'vitest'
import { opinionOf } from '../../core/hearing/second-reader/second-model.ts'
import { foldsOf } from '../../local/hearing/second-reader/folds.ts'
import { generated, lexiconIn, without } from '../../local/hearing/second-reader/generated-examples.ts'
import { shape, train } from '../../local/hearing/second-reader/train-model.ts'
import { drawsOf } from '../../local/hearing/second-reader/training-draws.ts'
import { labelledIn } from '../../local/hearing/second-reader/training-examples.ts'

const lines = labelledIn('test/hearing/corpus')
const lexicon = lexiconIn('core/hearing/lexicon')
const small = { ...shape, slots: 2_000 }

describe('learning the second reader', () => {
  it('learns the same from the same lines', () => {
    const some = lines.slice(0, 200)
    expect(train(some, small, drawsOf(1))).toEqual(train(some, small, drawsOf(1)))
  })

  it('makes the same texts of the same lexicon', () => {
    const few = {
      ...lexicon,
      dangers: { fall: ['摔倒', 'fell down'] },
      concerns: { told: ['害怕', 'afraid'] },
    }
    expect(generated(few, drawsOf(1))).toEqual(generated(few, drawsOf(1)))
  })

  it('learns what it is told', () => {
    const learnt = opinionOf(train(lines.slice(0, 400), small, drawsOf(1)))
    const danger = lines.slice(0, 400).filter(({ tell }) => tell === 'urgent')
    const plain = lines.slice(0, 400).filter((line) => line.plain)
    const mean = (of: typeof lines): number =>
      of.reduce((sum, { folded }) => sum + learnt(folded), 0) / of.length
    expect(mean(danger)).toBeGreaterThan(mean(plain) + 0.3)
  })

  it('splits the lines so that each is measured once and near duplicates stay together', () => {
    const folds = foldsOf(lines, 5, drawsOf(1))
    expect(
      folds
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(lines.map(({ id }) => id).sort())
    const partOf = new Map<string, number>()
    for (const [part, fold] of folds.entries()) {
      for (const { pieces } of fold) {
        const same = [...pieces].sort().join()
        expect(partOf.get(same) ?? part).toBe(part)
        partOf.set(same, part)
      }
    }
  })

  it('spreads every file evenly over the parts', () => {
    const folds = foldsOf(lines, 5, drawsOf(1))
    for (const file of new Set(lines.map((line) => line.file))) {
      const counts = folds.map((fold) => fold.filter((line) => line.file === file).length)
      expect(Math.min(...counts), file).toBeGreaterThan(0.4 * Math.max(...counts))
    }
  })

  it('removes from the lexicon what the measuring lines contain', () => {
    const { dangers } = without({ ...lexicon, dangers: { fall: ['摔倒了', '滑倒了'] } }, ['我摔倒了'])
    expect(dangers).toEqual({ fall: ['滑倒了'] })
  })
})
