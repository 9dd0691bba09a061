import * as z from 'zod/mini'

/** The status of an isolation. */
export const StatusName = z.enum(['following', 'referred', 'under_review', 'approved', 'released', 'ended'])
export type StatusName = z.infer<typeof StatusName>
