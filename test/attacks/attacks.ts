import { attacksByDigest } from './by-digest.ts'
import { attacksByText } from './by-text.ts'
import type { Attack } from './outcome.ts'
import { attacksOverHttp } from './over-http.ts'

/** All known attacks, which must fail. `npm run attacks` prints them as a table. */
export const attacks: readonly Attack[] = [...attacksByText, ...attacksOverHttp, ...attacksByDigest]
