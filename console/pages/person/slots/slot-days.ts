import type { SlotView } from '../../../../api/views/slot-view.ts'

/** One day of the grid. A half that closed before the registration is missing. */
export interface SlotDay {
  readonly day: number
  readonly date: string
  readonly morning?: SlotView
  readonly evening?: SlotView
}

/** The slots by day, each with its two halves. */
export const slotDays = (slots: readonly SlotView[]): SlotDay[] => {
  const days = new Map<number, SlotDay>()
  for (const slot of slots)
    days.set(slot.day, { day: slot.day, date: slot.date, ...days.get(slot.day), [slot.half]: slot })
  return [...days.values()].sort((a, b) => a.day - b.day)
}
