import * as z from 'zod/mini'
import { base } from '../../aws/environment.ts'

export const Environment = z.object({ ...base })
export type Environment = z.infer<typeof Environment>
