import * as z from 'zod/mini'
import { alerts, base, escalationWorkflow, outbox, sender } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...outbox, ...sender, ...escalationWorkflow, ...alerts })
export type Environment = z.infer<typeof Environment>
