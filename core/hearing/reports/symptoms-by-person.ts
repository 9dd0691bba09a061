import type { Symptom } from '../../meaning.ts'
import type { Token } from '../tokens/tokens.ts'
import type { Bound, BoundReading } from './bound-readings.ts'
import { type Complaint, subjectOf, symptomIn } from './complaints.ts'

export interface SymptomsByPerson {
  readonly byLetter: ReadonlyMap<string, ReadonlySet<Symptom>>
  /** Somebody who does not use this phone has a symptom. */
  readonly ofAnother: boolean
  /** The text names a symptom and does not say whose. */
  readonly ofNobodyNamed: boolean
}

/** 烧到38.3: the number after it is the fever itself, so the word adds nothing. */
const isMeasured = (
  tokens: readonly Token[],
  { after }: Complaint,
  readings: readonly BoundReading[],
  isFever: (tenths: number) => boolean,
): boolean => {
  const next = readings.find(({ at }) => at >= after)
  return (
    next !== undefined &&
    isFever(next.candidate.tenths) &&
    tokens.slice(after, next.at).every((token) => token.is === 'mark' || token.is === 'plain')
  )
}

/** Finds the person of each symptom: the one named before it, else the one whose reading follows. */
export const symptomsByPerson = (
  tokens: readonly Token[],
  complaints: readonly Complaint[],
  readings: readonly BoundReading[],
  people: Bound['people'],
  letters: readonly string[],
  isFever: (tenths: number) => boolean,
): SymptomsByPerson => {
  const byLetter = new Map<string, Set<Symptom>>()
  const alone = letters.length < 2 ? letters.slice(0, 1) : undefined
  let ofAnother = false
  let ofNobodyNamed = false
  for (const complaint of complaints) {
    const symptom = symptomIn(complaint)
    if (symptom === undefined || (symptom === 'fever' && isMeasured(tokens, complaint, readings, isFever)))
      continue
    const nearest =
      subjectOf(tokens, complaint, people) ?? readings.find(({ at }) => at > complaint.first)?.whose
    if (nearest === 'outsider') {
      ofAnother = true
      continue
    }
    const whose = nearest === undefined || nearest === 'others' ? alone : nearest
    if (whose === undefined) ofNobodyNamed = true
    for (const letter of whose ?? []) byLetter.set(letter, (byLetter.get(letter) ?? new Set()).add(symptom))
  }
  return { byLetter, ofAnother, ofNobodyNamed }
}
