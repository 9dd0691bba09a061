import * as z from 'zod/mini'
import { base, lookupSecret, outbox, sender, strangers, workflows } from '../../aws/environment.ts'

export const Environment = z.object({
  ...base,
  ...lookupSecret,
  ...workflows,
  ...outbox,
  ...sender,
  ...strangers,
})
export type Environment = z.infer<typeof Environment>
