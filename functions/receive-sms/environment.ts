import * as z from 'zod/mini'
import {
  base,
  escalationWorkflow,
  isolationWorkflow,
  lookupSecret,
  outbox,
  sender,
  strangers,
} from '../../aws/environment.ts'

export const Environment = z.object({
  ...base,
  ...outbox,
  ...sender,
  ...escalationWorkflow,
  ...isolationWorkflow,
  ...lookupSecret,
  ...strangers,
})
export type Environment = z.infer<typeof Environment>
