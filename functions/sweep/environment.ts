import * as z from 'zod/mini'
import { base, outbox, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...workflows, ...outbox })
export type Environment = z.infer<typeof Environment>
