import type { ShownEntry } from '../../../../api/views/ledger-view.ts'
import type { SlotView } from '../../../../api/views/slot-view.ts'

/** One temperature that somebody reported. */
export interface Reading {
  readonly at: string
  readonly tenths: number
  readonly slot?: string
  readonly timing: 'early' | 'on_time' | 'late' | 'extra'
}

/** Every temperature of the ledger, oldest first, with those outside of slots. */
export const readingsOf = (ledger: readonly ShownEntry[]): Reading[] =>
  ledger.flatMap(({ at, event }) => {
    if (event.type !== 'reported' || event.tenths === undefined) return []
    const { tenths, slot, timing } = event
    return [{ at, tenths, timing, ...(slot === undefined ? {} : { slot }) }]
  })

export interface Box {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Tick {
  readonly value: number
  readonly at: number
}

export interface Scale {
  readonly x: (instant: string) => number
  readonly y: (tenths: number) => number
  /** The days of the period, at the opening of their mornings. */
  readonly days: readonly Tick[]
  /** Whole and half degrees, in tenths. */
  readonly degrees: readonly Tick[]
}

const HALF_DEGREE = 5
const NARROWEST_DAY = 26

const within = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value))

/** The half degrees around all readings and the fever line. */
const rangeOf = (
  tenths: readonly number[],
  fever: number,
): { readonly min: number; readonly max: number } => ({
  min: Math.floor(Math.min(355, ...tenths) / HALF_DEGREE) * HALF_DEGREE,
  max: Math.ceil(Math.max(fever + 7, ...tenths.map((value) => value + 2)) / HALF_DEGREE) * HALF_DEGREE,
})

/** Positions of instants and temperatures in the box. Needs at least one slot. `tenths`: all values that have to fit. */
export const scaleOf = (
  box: Box,
  slots: readonly Pick<SlotView, 'day' | 'half' | 'opensAt' | 'closesAt'>[],
  tenths: readonly number[],
  fever: number,
): Scale => {
  const opens = slots.map(({ opensAt }) => Date.parse(opensAt))
  const from = Math.min(...opens)
  const to = Math.max(...slots.map(({ closesAt }) => Date.parse(closesAt)))
  const { min, max } = rangeOf(tenths, fever)
  const width = box.width - box.left - box.right
  const height = box.height - box.top - box.bottom
  const x = (instant: string): number =>
    box.left + (within(Date.parse(instant), from, to) - from) * (width / Math.max(1, to - from))
  const y = (value: number): number => box.top + ((max - within(value, min, max)) / (max - min)) * height
  const days = slots.filter(
    ({ half, day }, index) => half === 'morning' || slots.findIndex((other) => other.day === day) === index,
  )
  const every = Math.max(1, Math.ceil((days.length * NARROWEST_DAY) / Math.max(1, width)))
  return {
    x,
    y,
    days: days
      .filter((_, index) => index % every === 0)
      .map(({ day, opensAt }) => ({ value: day, at: x(opensAt) })),
    degrees: Array.from({ length: (max - min) / HALF_DEGREE + 1 }, (_, index) => {
      const value = min + index * HALF_DEGREE
      return { value, at: y(value) }
    }),
  }
}
