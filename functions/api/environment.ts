import * as z from 'zod/mini'
import { base, deadLetters, importQueue, lookupSecret, outbox, workflows } from '../../aws/environment.ts'

export const Environment = z.object({
  ...base,
  ...lookupSecret,
  ...workflows,
  ...outbox,
  ...deadLetters,
  ...importQueue,
})
export type Environment = z.infer<typeof Environment>
