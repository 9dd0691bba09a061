import { type Community, gridOf } from '../../core/community/community.ts'
import { wrongWithDocument } from '../../core/identity/document-number.ts'
import { wrongWithName, wrongWithText } from '../../core/identity/wrong-text.ts'
import type { Problem } from '../../core/person/problem.ts'
import type { Registration } from '../../core/person/registration.ts'
import { dateProblems } from '../../core/person/registration-dates.ts'
import { faultOf, faultReason, isCostly } from '../../core/phone/phone-number.ts'
import type { Instant } from '../../core/time/instant.ts'
import { localDate } from '../../core/time/time-zone.ts'

const textsIn = ({ person, address, origin }: Registration, today: string): Problem[] => {
  const { documentNumber, phone } = person
  const fault = phone === undefined || !isCostly(phone) ? undefined : faultOf(phone)
  const reasons: Readonly<Record<string, string | undefined>> = {
    'person.name': wrongWithName(person.name),
    'person.phone': fault === undefined ? undefined : faultReason[fault],
    'person.documentNumber':
      documentNumber === undefined
        ? undefined
        : (wrongWithText(documentNumber) ?? wrongWithDocument(documentNumber, today)),
    'address.building': wrongWithText(address.building),
    'address.unit': wrongWithText(address.unit),
    'address.room': wrongWithText(address.room),
    origin: wrongWithText(origin ?? ''),
  }
  return Object.entries(reasons).flatMap(([field, reason]) =>
    reason === undefined ? [] : [{ field, reason }],
  )
}

/** Everything that is wrong with this registration, in this community and now. */
export const problemsIn = (registration: Registration, community: Community, now: Instant): Problem[] => {
  const today = localDate(now, community.zone)
  const problems = textsIn(registration, today)
  const { address, baselineTenths, commitmentSignedOn } = registration
  if (gridOf(community, address.grid) === undefined)
    problems.push({
      field: 'address.grid',
      reason: `no such grid; ${community.id} has ${community.grids.map(({ id }) => id).join(', ')}`,
    })
  problems.push(...dateProblems(registration, community.zone, now))
  if (commitmentSignedOn !== undefined && commitmentSignedOn > today)
    problems.push({ field: 'commitmentSignedOn', reason: 'lies in the future' })
  if (baselineTenths !== undefined && (baselineTenths < 340 || baselineTenths > 430))
    problems.push({ field: 'baselineTenths', reason: 'is not a body temperature: expected 34.0 to 43.0' })
  return problems
}
