import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { IsolationId, MatterId, SlotId } from '../../../core/ids.ts'
import { slotId } from '../../../core/isolation/calendar.ts'
import { Slot } from '../../../core/isolation/isolation.ts'
import { PromptDelivery } from '../../../core/message/message.ts'
import { instant } from '../../../core/time/instant.ts'
import { namedTexts, SlotText, slotsOfNamed, slotsOfTexts, slotTexts } from '../../../record/slot-texts.ts'

const id = IsolationId.parse('iso-abcd')
const then = instant(Date.UTC(2020, 1, 11, 0, 5, 12))
const matter = MatterId.parse('iso-abcd-01-morning-silence')
const named = (day: number, half: 'morning' | 'evening') => slotId(day, half)

const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const at = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
  .chain((ms) => fc.constantFrom(instant(ms), instant(ms - (ms % 1000))))
const aReading = {
  at,
  tenths: some(fc.integer({ min: 300, max: 450 })),
  symptoms: fc.integer({ min: 0, max: 8 }),
}
const aSlot = fc
  .oneof(
    fc.record({ state: fc.constant('asked'), at, attempt: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ state: fc.constantFrom('reported', 'late'), ...aReading }),
    fc.record({
      state: fc.constant('missed'),
      at,
      matter: fc.constantFrom('silence', 'unreachable').map((kind) => `${id}-03-morning-${kind}`),
      prompt: some(fc.constantFrom(...PromptDelivery.options)),
    }),
    fc.constant({ state: 'excused' }),
  )
  .map((slot) => Slot.parse(JSON.parse(JSON.stringify(slot))))
const aName = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('morning' as const, 'evening' as const))
  .map(([day, half]) => slotId(day, half))

describe('the slots of an isolation as they are stored', () => {
  it('can be read by a person', () => {
    expect(
      slotTexts(id, {
        [named(1, 'morning')]: { state: 'reported', at: then, tenths: 365, symptoms: 0 },
        [named(1, 'evening')]: { state: 'late', at: then, symptoms: 2 },
        [named(2, 'morning')]: { state: 'missed', at: then, matter, prompt: 'unknown' },
        [named(3, 'morning')]: { state: 'excused' },
        [named(3, 'evening')]: { state: 'asked', at: then, attempt: 1 },
      }),
    ).toEqual([
      '+2020-02-11T00:05:12 365',
      'l2020-02-11T00:05:12 none 2',
      '-2020-02-11T00:05:12 01-morning-silence unknown',
      '.',
      'e',
      'a2020-02-11T00:05:12 1',
    ])
  })

  it('are the same when they are read, to the millisecond', () => {
    fc.assert(
      fc.property(fc.dictionary(aName, aSlot, { maxKeys: 30 }), (drawn) => {
        const slots = z.parse(z.record(SlotId, Slot), drawn)
        const texts = slotTexts(id, slots)
        for (const text of texts) expect(SlotText.safeParse(text).success, text).toBe(true)
        expect(slotsOfTexts(id, texts)).toEqual(slots)
        expect(slotsOfNamed(id, namedTexts(id, slots))).toEqual(slots)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    '',
    '+',
    '+2020-02-11',
    'x2020-02-11T00:05:12',
    '+2020-02-11T00:05:12 36.5',
    '+2020-02-11T00:05:12 365 2 1',
  ])('are refused when they are none: %o', (text) => {
    expect(SlotText.safeParse(text).success).toBe(false)
  })
})
