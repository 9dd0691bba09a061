import * as z from 'zod/mini'
import { base, recounts } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...recounts })
export type Environment = z.infer<typeof Environment>
