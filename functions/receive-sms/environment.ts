import * as z from 'zod/mini'
import { base, escalationWorkflow, isolationWorkflow, outbox, sender } from '../../aws/environment.ts'

export const Environment = z.object({
  ...base,
  ...outbox,
  ...sender,
  ...escalationWorkflow,
  ...isolationWorkflow,
})
export type Environment = z.infer<typeof Environment>
