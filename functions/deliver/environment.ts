import * as z from 'zod/mini'
import { base, escalationWorkflow, sender } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...sender, ...escalationWorkflow })
export type Environment = z.infer<typeof Environment>
