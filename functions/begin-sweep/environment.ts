import * as z from 'zod/mini'
import { base, sweepQueue } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...sweepQueue })
export type Environment = z.infer<typeof Environment>
