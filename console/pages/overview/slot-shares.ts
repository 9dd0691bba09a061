import type { Overview } from '../../../core/figures/overview.ts'

export type SlotShare = keyof Overview['slotsToday']

/** From good to bad, then those still to come. */
const order: readonly SlotShare[] = [
  'reported',
  'late',
  'awaiting',
  'reminded',
  'missed',
  'excused',
  'toCome',
]

export interface Share {
  readonly name: SlotShare
  readonly count: number
  /** Share of today's slots, 0 to 100, not rounded. */
  readonly percent: number
}

/** Today's slots in the order of the bar. */
export const sharesOf = (slots: Overview['slotsToday']): readonly Share[] => {
  const all = order.reduce((sum, name) => sum + slots[name], 0)
  return order.map((name) => ({
    name,
    count: slots[name],
    percent: all === 0 ? 0 : (100 * slots[name]) / all,
  }))
}

/** The number of reports, out of the slots that are due. */
export const answeredOf = (
  slots: Overview['slotsToday'],
): { readonly done: number; readonly due: number } => {
  const done = slots.reported + slots.late
  return { done, due: done + slots.awaiting + slots.reminded + slots.missed }
}
