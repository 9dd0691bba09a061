import {
  BYTES_OF_SLOT,
  markOf,
  type SecondModel,
  slotOf,
} from '../../../core/hearing/second-reader/second-model.ts'
import { descend, type TrainingOptions, type Weights } from './gradient-descent.ts'
import type { Draws } from './training-draws.ts'
import type { Example } from './training-examples.ts'

export interface Shape {
  readonly slots: number
  readonly fitting: TrainingOptions
}

/** 14,000 slots of two bytes each, written with four letters for three bytes: 37 KB. */
export const shape: Shape = {
  slots: 14_000,
  fitting: { rounds: 6, rate: 0.2, decay: 1e-3, bias: -2, evening: 0.2 },
}

const LIMIT = 127

const largest = (weights: Iterable<number>): number => {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  return most
}

const pack = (
  weights: Weights,
  kept: readonly number[],
  { slots, fitting: { bias, evening } }: Shape,
): SecondModel => {
  const step = largest(weights.values()) / LIMIT || 1
  const table = new Int8Array(slots * BYTES_OF_SLOT)
  for (const piece of kept) {
    const at = slotOf(piece, slots) * BYTES_OF_SLOT
    table[at] = markOf(piece)
    table[at + 1] = Math.round((weights.get(piece) ?? 0) / step)
  }
  return { evening, bias, step, table: Buffer.from(table.buffer).toString('base64') }
}

/** Each slot goes to the strongest of the pieces that share it. */
const winners = (weights: Weights, slots: number): number[] => {
  const best = new Map<number, { readonly piece: number; readonly says: number }>()
  for (const [piece, weight] of weights) {
    const slot = slotOf(piece, slots)
    if (Math.abs(weight) > (best.get(slot)?.says ?? 0)) best.set(slot, { piece, says: Math.abs(weight) })
  }
  return [...best.values()].map(({ piece }) => piece)
}

/** Trains with every piece, keeps the strongest for each slot, and trains again with these only. */
export const train = (examples: readonly Example[], shape: Shape, draws: Draws): SecondModel => {
  const kept = winners(descend(examples, shape.fitting, draws), shape.slots)
  return pack(descend(examples, shape.fitting, draws, new Set(kept)), kept, shape)
}
