import { beforeAll, describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { summaryOf } from '../../local/hearing/measure/hearing-report.ts'
import { type Measured, measure } from '../../local/hearing/measure/measure.ts'
import { exampleCommunity } from '../workflow/test-system.ts'
import { corpus } from './example-lines.ts'

/**
 * The thresholds of the corpus: how many plain reports and kind words may be asked back or become somebody's work.
 */
const BARS = { unsafe: 0, right: 0.97, askedBack: 0.01, human: 0.02 }

/** The lines that are heard safely and not as labelled. A change of the hearing that adds one needs a reason. */
const NOT_RIGHT = ['rz-0371', 'rz-0528', 're-0114', 're-0350', 'rf-0125', 's-0119', 's-0202']

let measured: Measured[]
beforeAll(async () => {
  const lines = [...corpus('resident'), ...corpus('staff')]
  measured = await measure(lines, { community: exampleCommunity(), book: defaultRuleBook })
})

describe('the corpus', () => {
  it('is understood at least as well as the thresholds require', () => {
    const { total, right, unsafe, plain, asked_back, human } = summaryOf(measured)
    expect(unsafe).toBeLessThanOrEqual(BARS.unsafe)
    expect(right / total).toBeGreaterThanOrEqual(BARS.right)
    expect(asked_back / plain).toBeLessThanOrEqual(BARS.askedBack)
    expect(human / plain).toBeLessThanOrEqual(BARS.human)
  })

  it('is understood as labelled, but for lines that are known', () => {
    const notRight = measured.filter(({ right }) => !right).map(({ line }) => line.id)
    expect(notRight).toEqual(NOT_RIGHT)
  })
})
