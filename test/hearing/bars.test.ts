import { describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rules/default-rule-book.ts'
import { measure } from '../../local/hearing/measure.ts'
import { summaryOf } from '../../local/hearing/report.ts'
import { theCommunity } from '../workflow/neighbourhood.ts'
import { corpus } from './labelled.ts'

/**
 * What the corpus is held to. The aim: nothing unsafe, 97 % right, and of plain reports and kind words at most 1 %
 * asked back and 2 % somebody's work. `held` is what stands today; it only ever comes nearer to the aim.
 */
const AIM = { unsafe: 0, right: 0.97, askedBack: 0.01, human: 0.02 }
const HELD = { unsafe: 3, right: 0.964, askedBack: 0.045, human: 0.087 }

describe('the corpus', () => {
  it('is heard as well as it is held to', { timeout: 60_000 }, async () => {
    const lines = [...corpus('resident'), ...corpus('staff')]
    const measured = await measure(lines, { community: theCommunity(), book: defaultRuleBook })
    const { total, right, unsafe, plain, asked_back, human } = summaryOf(measured)
    expect(unsafe).toBeLessThanOrEqual(HELD.unsafe)
    expect(right / total).toBeGreaterThanOrEqual(HELD.right)
    expect(asked_back / plain).toBeLessThanOrEqual(HELD.askedBack)
    expect(human / plain).toBeLessThanOrEqual(HELD.human)
  })

  it('is not held to more than the aim', () => {
    expect(HELD.unsafe).toBeGreaterThanOrEqual(AIM.unsafe)
    expect(HELD.right).toBeLessThanOrEqual(AIM.right)
    expect(HELD.askedBack).toBeGreaterThanOrEqual(AIM.askedBack)
    expect(HELD.human).toBeGreaterThanOrEqual(AIM.human)
  })
})
