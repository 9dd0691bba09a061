import * as z from 'zod/mini'
import { base, importQueue, lookupSecret, outbox, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...lookupSecret, ...workflows, ...outbox, ...importQueue })
export type Environment = z.infer<typeof Environment>
