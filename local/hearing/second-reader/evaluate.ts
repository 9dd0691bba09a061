import { opinionOf } from '../../../core/hearing/second-reader/second-model.ts'
import { type FirstHeard, firstHeard } from './first-reader.ts'
import { foldsOf } from './folds.ts'
import { generated, type Lexicon, without } from './generated-examples.ts'
import { shape, train } from './train-model.ts'
import { drawsOf } from './training-draws.ts'
import type { Labelled } from './training-examples.ts'

export interface Judged {
  readonly line: Labelled
  readonly first: FirstHeard
  /** By a model that has seen neither the line nor a near duplicate. */
  readonly opinion: number
}

const FOLDS = 5

/** The opinion of every line by a model that learnt from the other parts, and from a lexicon without the line's phrases. */
export const judged = (lines: readonly Labelled[], lexicon: Lexicon, seed: number): Judged[] =>
  foldsOf(lines, FOLDS, drawsOf(seed)).flatMap((fold) => {
    const held = new Set(fold)
    const made = generated(
      without(
        lexicon,
        fold.map(({ folded }) => folded),
      ),
      drawsOf(seed),
    )
    const opinion = opinionOf(
      train([...lines.filter((line) => !held.has(line)), ...made], shape, drawsOf(seed)),
    )
    return fold.map((line) => ({ line, first: firstHeard(line), opinion: opinion(line.folded) }))
  })

/** How many lines were counted, and how many of them had the property. */
interface Share {
  readonly of: number
  readonly are: number
}

interface Figures {
  /** Danger that nobody is told at once. */
  readonly missed: Share
  /** Lines that must not alarm but do. */
  readonly inVain: Share
}

type Readers = 'lexicon' | 'second' | 'both'

const figuresOf = (all: readonly Judged[], readers: Readers, heeded: number): Figures => {
  const share = (of: readonly Judged[], are: (one: Judged) => boolean): Share => ({
    of: of.length,
    are: of.filter(are).length,
  })
  const atOnce = ({ first, opinion }: Judged): boolean => {
    if (readers !== 'second' && first.tell === 'urgent') return true
    return readers !== 'lexicon' && !first.machine && first.wordsLeft && opinion >= heeded
  }
  return {
    missed: share(
      all.filter(({ line }) => line.tell === 'urgent'),
      (one) => !atOnce(one),
    ),
    inVain: share(
      all.filter(({ line }) => line.tell !== 'urgent' && line.never.includes('alarm')),
      atOnce,
    ),
  }
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

const percent = ({ of, are }: Share): string =>
  `${are} of ${of} (${of === 0 ? '0.0' : ((100 * are) / of).toFixed(1)} %)`.padEnd(22)

const row = (readers: Readers, heeded: string, { missed, inVain }: Figures): string =>
  [readers.padEnd(8), heeded.padStart(7), '  ', ...[missed, inVain].map(percent)].join(' ')

const HEADING = [
  'readers '.padEnd(8),
  'from'.padStart(7),
  '  ',
  ...['missed danger', 'called in vain'].map((name) => name.padEnd(22)),
].join(' ')

/** The figures of the lexicon alone, of the second reader alone and of both, by threshold; the last row is what is shipped. */
export const table = (all: readonly Judged[], heeded: number): string => {
  const rows = (['second', 'both'] as const).flatMap((readers) =>
    [...THRESHOLDS, heeded].map((from) => row(readers, from.toFixed(2), figuresOf(all, readers, from))),
  )
  return [HEADING, row('lexicon', '-', figuresOf(all, 'lexicon', 1)), ...rows, ''].join('\n')
}
