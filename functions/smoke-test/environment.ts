import * as z from 'zod/mini'
import { base, inbound, lookupSecret, outbox, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...lookupSecret, ...workflows, ...outbox, ...inbound })
export type Environment = z.infer<typeof Environment>
