import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../core/ids.ts'
import type { Slot } from '../../../core/isolation/isolation.ts'
import { slotBefore } from '../../../core/isolation/slot-before.ts'
import { anIsolation, at, book, matter } from './an-isolation.ts'

const asked = SlotId.parse('02-morning')
const then = at('2020-03-02 18:05')
const known = (slot: Slot | undefined) => {
  const slots = slot === undefined ? {} : { [SlotId.parse('01-evening')]: slot }
  const found = slotBefore(anIsolation({ slots }), book, asked)
  return found === undefined ? undefined : { id: found.times.id, tenths: found.tenths }
}

describe('the slot that a prompt names', () => {
  it('is the one before, with the reading that was kept', () => {
    expect(known({ state: 'reported', at: then, tenths: 365, symptoms: 0 })).toEqual({
      id: '01-evening',
      tenths: 365,
    })
    expect(known({ state: 'late', at: then, tenths: 366, symptoms: 0 })).toEqual({
      id: '01-evening',
      tenths: 366,
    })
  })

  it('is the one before without a reading when it was missed', () => {
    expect(known({ state: 'missed', at: then, matter })).toEqual({ id: '01-evening', tenths: undefined })
  })

  it('is none when there was none, or when it holds symptoms alone', () => {
    expect(known(undefined)).toBeUndefined()
    expect(known({ state: 'reported', at: then, symptoms: 1 })).toBeUndefined()
    expect(slotBefore(anIsolation(), book, SlotId.parse('01-morning'))).toBeUndefined()
  })

  it('passes over those that nobody was asked for', () => {
    const slots = {
      [SlotId.parse('01-morning')]: { state: 'reported', at: then, tenths: 364, symptoms: 0 },
      [SlotId.parse('01-evening')]: { state: 'excused' },
    } as const
    expect(slotBefore(anIsolation({ slots }), book, asked)).toMatchObject({
      times: { id: '01-morning' },
      tenths: 364,
    })
  })
})
