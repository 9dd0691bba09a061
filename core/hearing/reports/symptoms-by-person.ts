import type { Symptom } from '../../meaning.ts'
import type { Bound, BoundReading } from './bound-readings.ts'
import { type Complaint, subjectOf, symptomIn } from './complaints.ts'
import type { Token } from '../tokens/tokens.ts'

export interface SymptomsByPerson {
  readonly byLetter: ReadonlyMap<string, ReadonlySet<Symptom>>
  /** Somebody who is not on this phone has one. */
  readonly ofAnother: boolean
  /** One is named, and nobody who has it. */
  readonly ofNobodyNamed: boolean
}

/** 烧到38.3: the number behind it is the fever, which says no more than it. */
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

/** Gives each symptom to the person it is said of: whoever is named before it, else whoever is measured behind it. */
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
