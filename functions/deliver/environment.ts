import * as z from 'zod/mini'
import { base, escalationWorkflow, lookupSecret, sender } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...sender, ...escalationWorkflow, ...lookupSecret })
export type Environment = z.infer<typeof Environment>
