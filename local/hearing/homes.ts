import type { RuleBook } from '../../core/domain/rule-book.ts'
import { limitsOf } from '../../core/hearing/limits.ts'
import type { OnPhone } from '../../core/hearing/people.ts'

/** The writer of a text where nobody else has the phone. */
export const alone: readonly OnPhone[] = [{ letter: 'A', names: ['王建国'], relation: 'self' }]

/** The family of the labels, by every name that the phone's record would give the reader. */
export const family: readonly OnPhone[] = [
  { letter: 'A', names: ['a', '王建国', '建国', 'wang jianguo', 'jianguo'], relation: 'self' },
  { letter: 'B', names: ['b', '李梅', 'li mei', 'mei'], relation: 'wife' },
  { letter: 'C', names: ['c', '王桂兰', '桂兰', 'wang guilan', 'guilan'], relation: 'mother' },
  { letter: 'D', names: ['d', '小宝', 'xiao bao'], relation: 'child' },
]

/** What a reader must know beside the people. */
export const hearingOf = (book: RuleBook) => ({ ...limitsOf(book), signatures: ['六清', 'Sixclear'] })
