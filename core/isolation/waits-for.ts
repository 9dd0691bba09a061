import * as z from 'zod/mini'

/** What an open isolation waits for. */
export const WaitsFor = z.enum([
  'welcome',
  'slot',
  'report',
  'review',
  'second_measurement',
  'person',
  'release',
  'nothing',
])
export type WaitsFor = z.infer<typeof WaitsFor>
