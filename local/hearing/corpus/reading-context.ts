import { limitsOf } from '../../../core/hearing/numbers/temperature-limits.ts'
import type { OnPhone } from '../../../core/hearing/reports/people-in-text.ts'
import { spokenNames } from '../../../core/hearing/tokens/spoken-names.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'

/** The writer of a text on a phone that nobody shares. */
export const alone: readonly OnPhone[] = [{ letter: 'A', names: ['王建国'], relation: 'self' }]

/** The family of the labels, with every name that the reader would get from the record. */
export const family: readonly OnPhone[] = [
  { letter: 'A', names: ['a', ...spokenNames('王建国')], relation: 'self' },
  { letter: 'B', names: ['b', ...spokenNames('李梅')], relation: 'wife' },
  { letter: 'C', names: ['c', ...spokenNames('王桂兰')], relation: 'mother' },
  { letter: 'D', names: ['d', ...spokenNames('小宝')], relation: 'child' },
]

/** What a reader must know besides the people. */
export const hearingOf = (book: RuleBook) => ({ ...limitsOf(book), signatures: ['六清', 'Sixclear'] })
