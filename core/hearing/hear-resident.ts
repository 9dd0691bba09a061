import type { Heard } from './heard.ts'
import { clean, fold } from './normalise.ts'
import { ownWords } from './own-words.ts'
import { type Hearing, readResident } from './read-resident.ts'
import { withSecondOpinion } from './second-reader.ts'

/** Reads what a resident wrote, and lets the second reader call a person to what the lexicon may have missed. */
export const hearResident = (text: string, hearing: Hearing): Heard =>
  withSecondOpinion(readResident(text, hearing), fold(clean(ownWords(text, hearing.signatures).text)))
