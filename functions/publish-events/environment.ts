import * as z from 'zod/mini'
import { base } from '../../aws/environment.ts'

/** It reads no record: the pipe hands it the entries. */
export const Environment = z.pick(z.object(base), { STAGE: true, SERVICE_NAME: true })
export type Environment = z.infer<typeof Environment>
