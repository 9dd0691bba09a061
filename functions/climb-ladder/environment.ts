import * as z from 'zod/mini'
import { base, escalationWorkflow, outbox, sender } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...outbox, ...sender, ...escalationWorkflow })
export type Environment = z.infer<typeof Environment>
