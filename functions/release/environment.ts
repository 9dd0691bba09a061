import * as z from 'zod/mini'
import { base, outbox } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...outbox })
export type Environment = z.infer<typeof Environment>
