import type { RungName } from '../../../core/rule-book/rule-book.ts'

/** From the first rung of a ladder to the last. */
export const rungs: readonly RungName[] = [
  'grid worker',
  'community',
  'worker and doctor',
  'community and doctor',
  'hospital',
  'street office',
  'police station',
]
