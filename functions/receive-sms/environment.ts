import * as z from 'zod/mini'
import { base, lookupSecret, outbox, sender, workflows } from '../../aws/environment.ts'

export const Environment = z.object({
  ...base,
  ...lookupSecret,
  ...workflows,
  ...outbox,
  ...sender,
})
export type Environment = z.infer<typeof Environment>
