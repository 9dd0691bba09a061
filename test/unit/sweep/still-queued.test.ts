import { describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { isStillQueued } from '../../../core/sweep/still-queued.ts'
import { messageToResident } from '../../../core/texts/recorded-message.ts'
import { at } from '../../workflow/test-system.ts'

const zone = 'Asia/Shanghai'
const queued = (message: Parameters<typeof isStillQueued>[0], now: string): boolean =>
  isStillQueued(message, defaultRuleBook, zone, at(now))

const held = { lastDay: '2020-02-25', reason: 'not_clear' } as const
const routine = (when: string) => ({
  ...messageToResident('a-message', at(when), 'fever', { clinic: 'clinic' }),
  template: 'held',
  params: held,
})
const urgent = (when: string) => messageToResident('a-message', at(when), 'fever', { clinic: 'clinic' })

describe('a message that waits', () => {
  it('is taken to be in its queue for longer than the herd takes', () => {
    expect(queued(routine('2020-02-11 08:00'), '2020-02-11 11:30')).toBe(true)
    expect(queued(routine('2020-02-11 08:00'), '2020-02-11 12:01')).toBe(false)
  })

  it('of fever or danger is taken to be lost much sooner', () => {
    expect(queued(urgent('2020-02-11 08:00'), '2020-02-11 08:19')).toBe(true)
    expect(queued(urgent('2020-02-11 08:00'), '2020-02-11 08:21')).toBe(false)
  })

  it('for the day is in no queue, until it has been handed over again', () => {
    const night = routine('2020-02-11 05:00')
    expect(queued(night, '2020-02-11 07:31')).toBe(false)
    expect(queued({ ...night, handedAt: at('2020-02-11 07:31') }, '2020-02-11 08:31')).toBe(true)
  })
})
