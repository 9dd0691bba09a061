import { describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { summaryOf } from '../../local/hearing/measure/hearing-report.ts'
import { measure } from '../../local/hearing/measure/measure.ts'
import { exampleCommunity } from '../workflow/test-system.ts'
import { corpus } from './example-lines.ts'

/**
 * The thresholds of the corpus: how many plain reports and kind words may be asked back or become somebody's work.
 */
const BARS = { unsafe: 0, right: 0.97, askedBack: 0.01, human: 0.02 }

describe('the corpus', () => {
  it('is understood at least as well as the thresholds require', async () => {
    const lines = [...corpus('resident'), ...corpus('staff')]
    const measured = await measure(lines, { community: exampleCommunity(), book: defaultRuleBook })
    const { total, right, unsafe, plain, asked_back, human } = summaryOf(measured)
    expect(unsafe).toBeLessThanOrEqual(BARS.unsafe)
    expect(right / total).toBeGreaterThanOrEqual(BARS.right)
    expect(asked_back / plain).toBeLessThanOrEqual(BARS.askedBack)
    expect(human / plain).toBeLessThanOrEqual(BARS.human)
  })
})
