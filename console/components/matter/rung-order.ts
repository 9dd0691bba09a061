import type { RungName } from '../../../core/rule-book/rule-book.ts'

/** From the first rung of a ladder to the last. */
export const rungs: readonly RungName[] = [
  'grid_worker',
  'community',
  'worker_and_doctor',
  'community_and_doctor',
  'hospital',
  'street_office',
  'police_station',
]
