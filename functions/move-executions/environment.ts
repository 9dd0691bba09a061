import * as z from 'zod/mini'
import { base, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...workflows })
export type Environment = z.infer<typeof Environment>
