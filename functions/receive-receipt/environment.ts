import * as z from 'zod/mini'
import { base, escalationWorkflow } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...escalationWorkflow })
export type Environment = z.infer<typeof Environment>
