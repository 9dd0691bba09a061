import * as z from 'zod/mini'
import { alerts, base, outbox } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...outbox, ...alerts })
export type Environment = z.infer<typeof Environment>
