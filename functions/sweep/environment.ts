import * as z from 'zod/mini'
import { base, outbox, sweepQueue, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...workflows, ...outbox, ...sweepQueue })
export type Environment = z.infer<typeof Environment>
