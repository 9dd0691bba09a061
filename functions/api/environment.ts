import * as z from 'zod/mini'
import { base, deadLetters, lookupSecret, outbox, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...lookupSecret, ...workflows, ...outbox, ...deadLetters })
export type Environment = z.infer<typeof Environment>
