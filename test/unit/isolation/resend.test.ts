import { describe, expect, it } from 'vitest'
import { StaffId } from '../../../core/ids.ts'
import { repeatAfterCrash } from '../../../core/isolation/resend.ts'
import type { TemplateName } from '../../../core/texts/templates.ts'

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
