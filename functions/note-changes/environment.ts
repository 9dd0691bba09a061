import * as z from 'zod/mini'
import { base, recounts } from '../../aws/environment.ts'

/** It reads no record: the stream hands it the entries. */
export const Environment = z.extend(z.pick(z.object(base), { STAGE: true, SERVICE_NAME: true }), recounts)
export type Environment = z.infer<typeof Environment>
