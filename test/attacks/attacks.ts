import { attacksByDigest } from './by-digest.ts'
import { attacksByText } from './by-text.ts'
import { attacksOverHttp } from './over-http.ts'
import type { Attack } from './outcome.ts'

/** Everything that has been tried on the system and must stay in vain. `npm run attacks` prints it as a table. */
export const attacks: readonly Attack[] = [...attacksByText, ...attacksOverHttp, ...attacksByDigest]
