import * as z from 'zod/mini'
import { base, lookupSecret, sender, workflows } from '../../aws/environment.ts'

export const Environment = z.object({ ...base, ...lookupSecret, ...workflows, ...sender })
export type Environment = z.infer<typeof Environment>
