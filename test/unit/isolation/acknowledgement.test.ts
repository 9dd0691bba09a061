import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../core/ids.ts'
import { acknowledgement } from '../../../core/isolation/acknowledgement.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { anIsolation, at, book } from './an-isolation.ts'

const slot = (id: string) => SlotId.parse(id)
const onTime = (id: string, tenths = 365) => ({ tenths, timing: 'on_time', slot: slot(id) }) as const
const withRule = (acknowledge: RuleBook['acknowledge']): RuleBook => ({ ...book, acknowledge })
const settings = ['always', 'first_day_and_doubt', 'never'] as const

describe('a plain reading', () => {
  it('is thanked for on the first day, and the last time says so', () => {
    expect(acknowledgement(anIsolation(), book, onTime('01-morning'))).toBe('thanks')
    expect(acknowledgement(anIsolation(), book, onTime('01-evening'))).toBe('last_thanks')
  })

  it('is not thanked for afterwards', () => {
    expect(acknowledgement(anIsolation(), book, onTime('02-morning'))).toBeUndefined()
    expect(acknowledgement(anIsolation(), book, onTime('14-evening'))).toBeUndefined()
  })

  it('counts the first day from the registration', () => {
    const late = anIsolation({ registeredAt: at('2020-03-08 12:00') })
    expect(acknowledgement(late, book, onTime('07-evening'))).toBe('last_thanks')
    expect(acknowledgement(late, book, onTime('08-morning'))).toBeUndefined()
  })

  it('is always or never thanked for where the rule book says so', () => {
    expect(acknowledgement(anIsolation(), withRule('always'), onTime('09-morning'))).toBe('thanks')
    expect(acknowledgement(anIsolation(), withRule('never'), onTime('01-morning'))).toBeUndefined()
  })
})

describe('a reading from 37.0 on', () => {
  it.each(settings)('is said back at once, whatever is thanked for: %s', (setting) => {
    expect(acknowledgement(anIsolation(), withRule(setting), onTime('09-morning', 370))).toBe('read_back')
    expect(acknowledgement(anIsolation(), withRule(setting), onTime('09-morning', 369))).not.toBe('read_back')
  })

  it('is said back beside the slots and for a slot that was missed too', () => {
    const never = withRule('never')
    expect(acknowledgement(anIsolation(), never, { tenths: 371, timing: 'extra' })).toBe('extra')
    const late = { tenths: 371, timing: 'late', slot: slot('09-morning') } as const
    expect(acknowledgement(anIsolation(), never, late)).toBe('late')
  })
})

describe('a reading in doubt is answered', () => {
  it('when it is late, beside the slots, a repetition, or early, so that no prompt follows', () => {
    const reading = { tenths: 365, slot: slot('09-morning') }
    expect(acknowledgement(anIsolation(), book, { ...reading, timing: 'late' })).toBe('late')
    expect(acknowledgement(anIsolation(), book, { ...reading, timing: 'extra' })).toBe('kept_beside')
    expect(acknowledgement(anIsolation(), book, { tenths: 365, timing: 'extra' })).toBe('extra')
    expect(acknowledgement(anIsolation(), book, { ...reading, timing: 'early' })).toBe('thanks')
  })

  it('when it follows a question of ours', () => {
    const asked = anIsolation({ toConfirm: { tenths: 365, symptoms: [], at: at('2020-03-10 08:05') } })
    expect(acknowledgement(asked, book, onTime('09-morning'))).toBe('thanks')
    const unclear = anIsolation({ unclearReplies: { since: at('2020-03-10 08:05'), count: 1 } })
    expect(acknowledgement(unclear, book, onTime('09-morning'))).toBe('thanks')
  })
})
