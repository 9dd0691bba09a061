import type { Heard } from '../heard.ts'
import { withSecondOpinion } from '../second-reader/second-reader.ts'
import { ownTextIn } from '../source-text/own-text.ts'
import { type Hearing, readOwnText } from './read-resident.ts'

/** Reads a resident's text, then lets the second reader point out danger that the lexicon may have missed. */
export const hearResident = (text: string, hearing: Hearing): Heard => {
  const own = ownTextIn(text, hearing.signatures)
  return withSecondOpinion(readOwnText(own, hearing), own.whole)
}
