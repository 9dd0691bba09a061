import { type Community, gridOf, noSuchGrid } from '../../core/community/community.ts'
import { asProblems, wrongFacts } from '../../core/identity/wrong-facts.ts'
import type { Problem } from '../../core/person/problem.ts'
import type { Registration } from '../../core/person/registration.ts'
import { dateProblems } from '../../core/person/registration-dates.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'

const textsIn = ({ person, address, origin }: Registration, today: LocalDate): Problem[] => {
  const wrong = wrongFacts({ ...person, address, origin }, today)
  return asProblems({
    'person.name': wrong.name,
    'person.phone': wrong.phone,
    'person.documentNumber': wrong.documentNumber,
    'address.building': wrong.building,
    'address.unit': wrong.unit,
    'address.room': wrong.room,
    origin: wrong.origin,
  })
}

/** Everything that is wrong with this registration, in this community and now. */
export const problemsIn = (registration: Registration, community: Community, now: Instant): Problem[] => {
  const today = localDate(now, community.zone)
  const problems = textsIn(registration, today)
  const { address, baselineTenths, commitmentSignedOn } = registration
  if (gridOf(community, address.grid) === undefined)
    problems.push({ field: 'address.grid', reason: noSuchGrid(community) })
  problems.push(...dateProblems(registration, community.zone, now))
  if (commitmentSignedOn !== undefined && commitmentSignedOn > today)
    problems.push({ field: 'commitmentSignedOn', reason: 'lies in the future' })
  if (baselineTenths !== undefined && (baselineTenths < 340 || baselineTenths > 430))
    problems.push({ field: 'baselineTenths', reason: 'is not a body temperature: expected 34.0 to 43.0' })
  return problems
}
