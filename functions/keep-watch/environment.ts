import * as z from 'zod/mini'
import { base, sender } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...sender })
export type Environment = z.infer<typeof Environment>
