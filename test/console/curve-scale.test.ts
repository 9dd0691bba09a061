import { describe, expect, it } from 'vitest'
import { readingsOf, scaleOf } from '../../console/pages/person/temperature/curve-scale.ts'
import { CommunityId, GridId, IsolationId, SlotId } from '../../core/ids.ts'
import type { IsolationEvent, LedgerEntry } from '../../core/isolation/events.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'

const box = { width: 700, height: 240, left: 50, right: 10, top: 10, bottom: 30 }
const DAY = 86_400_000
const start = Date.parse('2020-03-05T00:00:00.000Z')
const instant = (ms: number) => InstantSchema.parse(new Date(ms).toISOString())
const slots = Array.from({ length: 14 }, (_, index) =>
  (['morning', 'evening'] as const).map((half) => {
    const opens = start + index * DAY + (half === 'evening' ? 10 * 3_600_000 : 0)
    return { day: index + 1, half, opensAt: instant(opens), closesAt: instant(opens + 3 * 3_600_000) }
  }),
).flat()

const entry = (event: IsolationEvent, number: number): LedgerEntry => ({
  isolation: IsolationId.parse('iso-4k2m9x7q3h8w5d6e'),
  entry: number,
  at: instant(start + number * DAY),
  by: 'resident',
  community: CommunityId.parse('qinghe'),
  grid: GridId.parse('grid-1'),
  ruleBook: 1,
  decider: 1,
  event,
})

describe('the readings of the curve', () => {
  it('are the temperatures of the ledger, also those beside the slots, and no symptoms alone', () => {
    const reported = { type: 'reported', symptoms: [], source: 'sms', judged: 'normal' } as const
    const ledger = [
      entry({ type: 'welcomed' }, 1),
      entry(
        { ...reported, slot: SlotId.parse('01-morning'), timing: 'on_time', tenths: 365, symptoms: [] },
        2,
      ),
      entry({ ...reported, timing: 'extra', tenths: 374, symptoms: [] }, 3),
      entry({ ...reported, timing: 'extra', symptoms: ['fatigue'] }, 4),
    ]
    expect(readingsOf(ledger).map(({ tenths, slot }) => [tenths, slot])).toEqual([
      [365, '01-morning'],
      [374, undefined],
    ])
  })
})

describe('the scale of the curve', () => {
  const scale = scaleOf(box, slots, [363, 382], 373)

  it('begins where the first slot opens and ends where the last one closes', () => {
    expect(scale.x(slots[0]?.opensAt ?? '')).toBe(50)
    expect(scale.x(slots.at(-1)?.closesAt ?? '')).toBe(690)
  })

  it('keeps what lies outside of the period at its edge', () => {
    expect(scale.x(instant(start - 5 * DAY))).toBe(50)
    expect(scale.x(instant(start + 50 * DAY))).toBe(690)
  })

  it('puts higher temperatures higher, and the fever line between', () => {
    expect(scale.y(382)).toBeLessThan(scale.y(373))
    expect(scale.y(373)).toBeLessThan(scale.y(363))
    expect(scale.y(382)).toBeGreaterThan(box.top)
    expect(scale.y(363)).toBeLessThan(box.height - box.bottom)
  })

  it('has room for a high fever and for a cold thermometer', () => {
    const wide = scaleOf(box, slots, [342, 419], 373)
    expect(wide.degrees[0]?.value).toBe(340)
    expect(wide.degrees.at(-1)?.value).toBe(425)
  })

  it('names every day where there is room, and some of them on a narrow screen', () => {
    expect(scale.days.map(({ value }) => value)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1))
    const narrow = scaleOf({ ...box, width: 320 }, slots, [], 373)
    expect(narrow.days.map(({ value }) => value)).toEqual([1, 3, 5, 7, 9, 11, 13])
  })
})
