import { describe, expect, it } from 'vitest'
import { SlotId, StaffId } from '../../../core/ids.ts'
import { promptKey, repeatAfterCrash, stillNeeded } from '../../../core/isolation/resend.ts'
import type { TemplateName } from '../../../core/texts/templates.ts'
import { anIsolation, at } from './an-isolation.ts'

const resident = { who: 'resident' } as const
const worker = { who: 'staff', role: 'grid_worker', staff: StaffId.parse('worker-1') } as const

describe('a text whose result was lost in a crash', () => {
  it.each<TemplateName>(['prompt', 'reminder', 'thanks', 'late', 'extra_thanks', 'confirm', 'unreadable'])(
    'is not sent twice to a resident when it is %s: another one follows',
    (template) => {
      expect(repeatAfterCrash({ to: resident, template })).toBe(false)
    },
  )

  it.each<TemplateName>([
    'fever',
    'measure_prompt',
    'released',
    'held',
    'welcome',
    'instructions',
    'letters',
  ])('is sent again to a resident when it is %s: nobody stands behind it', (template) => {
    expect(repeatAfterCrash({ to: resident, template })).toBe(true)
  })

  it('is always sent again to staff', () => {
    for (const template of ['matter', 'matter_settled', 'measure_for_them', 'new_returnee', 'second_reading'])
      expect(repeatAfterCrash({ to: worker, template })).toBe(true)
  })
})

describe('a text that was held up', () => {
  const slot = SlotId.parse('01-morning')
  const evening = SlotId.parse('01-evening')
  const waits = anIsolation({ awaiting: { for: 'report', slot, attempt: 1, at: at('2020-03-02 10:00') } })
  const held = (key: string, template: TemplateName = 'prompt') => stillNeeded({ key, template }, waits)

  it('is needed as a prompt only while its own answer is waited for', () => {
    expect(held(promptKey(slot, 1))).toBe(true)
    expect(held(promptKey(slot, 0))).toBe(false)
    expect(held(promptKey(evening, 1))).toBe(false)
  })

  it('is not needed as a prompt once nobody waits for a report', () => {
    const waiting = anIsolation({ awaiting: { for: 'review', at: at('2020-03-02 10:00') } })
    const prompt = { key: promptKey(slot, 1), template: 'prompt' }
    expect(stillNeeded(prompt, waiting)).toBe(false)
    expect(stillNeeded(prompt, anIsolation())).toBe(false)
  })

  it('keeps its meaning as anything else', () => {
    expect(held('welcome', 'welcome')).toBe(true)
    expect(held('matter-x', 'matter')).toBe(true)
  })
})
