import { describe, expect, it } from 'vitest'
import { factLines } from '../../console/pages/person/corrections/fact-lines.ts'
import { Facts } from '../../core/person/correction.ts'

const flags = { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false }
const corrected = {
  from: Facts.parse({
    arrivedAt: '2020-02-14T02:00:00.000Z',
    lastExposure: null,
    category: 'key_area',
    flags,
    origin: 'Wuhan',
  }),
  to: Facts.parse({
    arrivedAt: '2020-02-13T15:59:00.000Z',
    lastExposure: '2020-02-12',
    category: 'close_contact',
    flags: { ...flags, child: true },
    origin: null,
  }),
}

describe('the corrected facts', () => {
  it('are shown with the old and the new value', () => {
    expect(factLines(corrected, { language: 'en', zone: 'Asia/Shanghai' })).toEqual([
      'category: key area → close contact',
      'needs of care: none → child',
      'origin: Wuhan → none',
      'arrival: 14 Feb, 10:00 → 13 Feb, 23:59',
      'last exposure: none → 2020-02-12',
    ])
  })

  it('are shown in Chinese', () => {
    expect(factLines(corrected, { language: 'zh-CN', zone: 'Asia/Shanghai' })).toContain(
      '到达日期: 2月14日 10:00 → 2月13日 23:59',
    )
  })
})
