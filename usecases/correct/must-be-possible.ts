import { gridOf, noSuchGrid } from '../../core/community/community.ts'
import { asProblems, wrongFacts } from '../../core/identity/wrong-facts.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { CorrectionRejected, type Corrections } from '../../core/isolation/decisions/correct/correction.ts'
import type { Problem } from '../../core/person/problem.ts'
import { dateProblems } from '../../core/person/registration-dates.ts'
import { localDate } from '../../core/time/time-zone.ts'

const problemsWith = (corrections: Corrections, { isolation, community, now }: Loaded): Problem[] => {
  const { address } = corrections
  const { name, phone, documentNumber, building, unit, room, origin } = wrongFacts(
    corrections,
    localDate(now, isolation.zone),
  )
  return [
    ...asProblems({
      name,
      phone,
      documentNumber,
      'address.grid':
        address === undefined || gridOf(community, address.grid) !== undefined
          ? undefined
          : `${noSuchGrid(community)}. Another community is a transfer`,
      'address.building': building,
      'address.unit': unit,
      'address.room': room,
      origin,
    }),
    ...dateProblems(corrections, isolation.zone, now),
  ]
}

/** @throws CorrectionRejected when the new values are impossible */
export const mustBePossible = (corrections: Corrections, loaded: Loaded): void => {
  const problems = problemsWith(corrections, loaded)
  if (problems.length > 0) throw new CorrectionRejected(problems)
}
