import type { Opinion } from '../../../core/hearing/second-model.ts'
import { opinionsOf } from '../../../core/hearing/second-model.ts'
import type { Thresholds } from '../../../core/hearing/second-reader.ts'
import { drawsOf } from './draws.ts'
import type { Labelled } from './examples.ts'
import { type FirstHeard, firstHeard } from './first-reader.ts'
import { foldsOf } from './folds.ts'
import { generated, type Lexicon, without } from './generated.ts'
import { shape } from './shape.ts'
import { train } from './train.ts'

export interface Judged {
  readonly line: Labelled
  readonly first: FirstHeard
  /** Of a model that has not seen the line, nor any that is nearly the same. */
  readonly opinion: Opinion
}

const FOLDS = 5

/** An opinion of every line by a model that learnt from the other parts, and from a lexicon without the line's phrases. */
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
    const opinion = opinionsOf(
      train([...lines.filter((line) => !held.has(line)), ...made], shape, drawsOf(seed)),
    )
    return fold.map((line) => ({ line, first: firstHeard(line), opinion: opinion(line.folded) }))
  })

/** Lines that were counted, and those among them of which it was true. */
interface Share {
  readonly of: number
  readonly are: number
}

interface Figures {
  readonly heeded: Thresholds
  /** Danger of which nobody hears at once. */
  readonly missedDanger: Share
  /** Danger, needs and other words that reach nobody, not even as a symptom. */
  readonly missedPerson: Share
  /** Plain reports and kind words that become somebody's work. */
  readonly plainTold: Share
  /** Lines that must not alarm and do. */
  readonly falseDanger: Share
}

type Readers = 'lexicon' | 'second' | 'both'

export const figuresOf = (all: readonly Judged[], readers: Readers, heeded: Thresholds): Figures => {
  const share = (of: readonly Judged[], are: (one: Judged) => boolean): Share => ({
    of: of.length,
    are: of.filter(are).length,
  })
  const hasFirst = readers !== 'second'
  const hasSecond = (first: FirstHeard): boolean => readers !== 'lexicon' && !first.machine
  const urgent = ({ first, opinion }: Judged): boolean =>
    (hasFirst && first.tell === 'urgent') ||
    (hasSecond(first) && (!hasFirst || first.wordsLeft) && opinion.danger >= heeded.danger)
  const told = (one: Judged): boolean =>
    urgent(one) ||
    (hasFirst && one.first.tell !== 'nobody') ||
    (hasSecond(one.first) && one.opinion.person >= heeded.person)
  const alarms = ({ first }: Judged): boolean => hasFirst && first.alarms
  return {
    heeded,
    missedDanger: share(
      all.filter(({ line }) => line.tell === 'urgent'),
      (one) => !urgent(one),
    ),
    missedPerson: share(
      all.filter(({ line }) => line.tell !== 'nobody'),
      (one) => !told(one) && !alarms(one),
    ),
    plainTold: share(
      all.filter(({ line }) => line.plain),
      told,
    ),
    falseDanger: share(
      all.filter(({ line }) => line.tell !== 'urgent' && line.never.includes('alarm')),
      urgent,
    ),
  }
}

const NEVER = Number.POSITIVE_INFINITY
const nobody: Thresholds = { person: NEVER, danger: NEVER }

/** Each question by itself. */
const THRESHOLDS: readonly Thresholds[] = [
  ...[0.3, 0.4, 0.5, 0.6, 0.7].map((danger) => ({ ...nobody, danger })),
  ...[0.8, 0.85, 0.9, 0.95].map((person) => ({ ...nobody, person })),
]

const percent = ({ of, are }: Share): string =>
  `${are} of ${of} (${of === 0 ? '0.0' : ((100 * are) / of).toFixed(1)} %)`.padEnd(22)

const row = (readers: Readers, { heeded, ...figures }: Figures): string => {
  const { missedDanger, missedPerson, plainTold, falseDanger } = figures
  const threshold = (value: number): string => (value === NEVER ? '-' : value.toFixed(2)).padStart(7)
  return [
    readers.padEnd(8),
    ...[heeded.person, heeded.danger].map(threshold),
    '  ',
    ...[missedDanger, missedPerson, plainTold, falseDanger].map(percent),
  ].join(' ')
}

const HEADING = [
  'readers '.padEnd(8),
  ...['person', 'danger'].map((name) => name.padStart(7)),
  '  ',
  ...['missed danger', 'missed persons', 'plain lines told', 'false danger'].map((name) => name.padEnd(22)),
].join(' ')

/** The figures of the lexicon alone, of the second reader alone and of both, by threshold; the last row is what is shipped. */
export const table = (all: readonly Judged[], heeded: Thresholds): string => {
  const rows = (['second', 'both'] as const).flatMap((readers) =>
    [...THRESHOLDS, heeded]
      .filter(({ person, danger }) => readers === 'both' || person < NEVER || danger < NEVER)
      .map((thresholds) => row(readers, figuresOf(all, readers, thresholds))),
  )
  return [HEADING, row('lexicon', figuresOf(all, 'lexicon', nobody)), ...rows, ''].join('\n')
}
