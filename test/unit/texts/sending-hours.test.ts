import { describe, expect, it } from 'vitest'
import { StaffId } from '../../../core/ids.ts'
import { mayGoOut } from '../../../core/texts/sending-hours.ts'
import type { TemplateName } from '../../../core/texts/templates.ts'
import { MINUTE, plus } from '../../../core/time/instant.ts'
import { at, book, zone } from '../isolation/an-isolation.ts'

const night = at('2020-03-02 23:00')
const resident = { who: 'resident' } as const
const text = (template: string, written = night) => ({ to: resident, template, at: written })

describe('in the quiet hours', () => {
  it.each<TemplateName>(['welcome', 'instructions', 'letters', 'prompt', 'reminder', 'released', 'held'])(
    'no returnee gets: %s',
    (template) => {
      expect(mayGoOut(text(template), book, zone, night)).toBe(false)
      expect(mayGoOut(text(template), book, zone, at('2020-03-03 07:30'))).toBe(true)
      expect(mayGoOut(text(template), book, zone, at('2020-03-02 20:59'))).toBe(true)
    },
  )

  it.each<TemplateName>(['fever', 'measure_prompt', 'measure_again', 'back_to_following'])(
    'a fever is spoken of at any hour: %s',
    (template) => {
      expect(mayGoOut(text(template, at('2020-03-02 20:00')), book, zone, night)).toBe(true)
    },
  )

  it('a reply goes out while it is one', () => {
    expect(mayGoOut(text('thanks'), book, zone, night)).toBe(true)
    expect(mayGoOut(text('confirm'), book, zone, plus(night, 10 * MINUTE))).toBe(true)
    expect(mayGoOut(text('confirm'), book, zone, plus(night, 11 * MINUTE))).toBe(false)
  })

  it('staff hear of everything', () => {
    const to = { who: 'staff', role: 'grid_worker', staff: StaffId.parse('worker-1') } as const
    expect(mayGoOut({ to, template: 'new_returnee', at: night }, book, zone, night)).toBe(true)
  })

  it('a text of another version waits for the day', () => {
    expect(mayGoOut(text('something newer'), book, zone, night)).toBe(false)
  })
})
