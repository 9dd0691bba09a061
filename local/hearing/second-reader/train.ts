import { BYTES_OF_SLOT, markOf, type SecondModel, slotOf } from '../../../core/hearing/second-model.ts'
import type { Draws } from './draws.ts'
import type { Example } from './examples.ts'
import { descend, type Fitting, type Head, type Weights } from './descend.ts'

export interface Shape {
  readonly slots: number
  readonly fitting: Fitting
}

const MOST = 127

const largest = (weights: Iterable<number>): number => {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  return most
}

const pack = (
  person: Weights,
  danger: Weights,
  kept: readonly number[],
  { slots, fitting: { bias, evening } }: Shape,
): SecondModel => {
  const step = {
    person: largest(person.values()) / MOST || 1,
    danger: largest(danger.values()) / MOST || 1,
  }
  const table = new Int8Array(slots * BYTES_OF_SLOT)
  for (const piece of kept) {
    const at = slotOf(piece, slots) * BYTES_OF_SLOT
    table[at] = markOf(piece)
    table[at + 1] = Math.round((person.get(piece) ?? 0) / step.person)
    table[at + 2] = Math.round((danger.get(piece) ?? 0) / step.danger)
  }
  return {
    evening,
    person: { bias, step: step.person },
    danger: { bias, step: step.danger },
    table: Buffer.from(table.buffer).toString('base64'),
  }
}

/** Each slot goes to the piece that says most of those that share it. */
const winners = (person: Weights, danger: Weights, slots: number): number[] => {
  const unit = { person: largest(person.values()) || 1, danger: largest(danger.values()) || 1 }
  const best = new Map<number, { readonly piece: number; readonly says: number }>()
  for (const piece of new Set([...person.keys(), ...danger.keys()])) {
    const says =
      Math.abs(person.get(piece) ?? 0) / unit.person + Math.abs(danger.get(piece) ?? 0) / unit.danger
    const slot = slotOf(piece, slots)
    if (says > (best.get(slot)?.says ?? 0)) best.set(slot, { piece, says })
  }
  return [...best.values()].map(({ piece }) => piece)
}

/** Learns with every piece, gives the slots to those that say most, and learns again with these alone. */
export const train = (examples: readonly Example[], shape: Shape, draws: Draws): SecondModel => {
  const learn = (head: Head, only?: ReadonlySet<number>): Weights =>
    descend(examples, head, shape.fitting, draws, only)
  const kept = winners(learn('person'), learn('danger'), shape.slots)
  const only = new Set(kept)
  return pack(learn('person', only), learn('danger', only), kept, shape)
}
