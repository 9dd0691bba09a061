import * as z from 'zod/mini'

/** Where an isolation stands. */
export const StatusName = z.enum(['following', 'referred', 'under_review', 'approved', 'released', 'ended'])
export type StatusName = z.infer<typeof StatusName>
