import * as z from 'zod/mini'
import { base, lookupSecret, outbox } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...lookupSecret, ...outbox })
export type Environment = z.infer<typeof Environment>
