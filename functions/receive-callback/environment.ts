import * as z from 'zod/mini'
import { callbacks } from '../../aws/environment.ts'

export const Environment = z.object(callbacks)
export type Environment = z.infer<typeof Environment>
