import { describe, expect, it } from 'vitest'
import { isSuspect, type Listing, type Looked } from '../../../core/sweep/suspect.ts'
import { type Instant, instant, MINUTE, plus } from '../../../core/time/instant.ts'

const NOW = instant(Date.parse('2020-02-11T09:00:00.000Z'))
const ago = (minutes: number): Instant => plus(NOW, -minutes * MINUTE)

const looked = (due: number | 'nothing', began = 24 * 60): Looked => ({
  beganAt: ago(began),
  dueAt: due === 'nothing' ? undefined : ago(due),
})
const list = (hasIt: boolean, begun = 30): Listing => ({ hasIt, begunAt: ago(begun) })

describe('an execution is asked for', () => {
  it.each<[string, Looked, Listing | undefined, boolean]>([
    ['not while it has time, without a list', looked(-60), undefined, false],
    ['when it is overdue, without a list', looked(11), undefined, true],
    ['not while it has time and a list has it', looked(-60), list(true), false],
    ['when a list does not have it', looked(-60), list(false), true],
    ['not when it is younger than the list', looked(-60, 31), list(false), false],
    ['when it is overdue and younger than the list', looked(11, 20), list(false), true],
    ['when it became overdue after the list was begun', looked(25), list(true), true],
    ['not when a list has it that was begun when it was overdue already', looked(60), list(true), false],
    ['when it has been overdue for more than a day, whatever a list says', looked(25 * 60), list(true), true],
    ['soon after a fever, whatever a list says', { ...looked(60), hasFever: true }, list(true), true],
    ['when it waits for nothing, whatever a list says', looked('nothing'), list(true), true],
  ])('%s', (_, one, listing, isAsked) => {
    expect(isSuspect(one, listing, NOW)).toBe(isAsked)
  })
})
