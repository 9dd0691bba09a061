import { gridOf } from '../../core/community/community.ts'
import { wrongWithDocument } from '../../core/identity/document-number.ts'
import { wrongWithName, wrongWithText } from '../../core/identity/wrong-text.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { CorrectionRejected, type Corrections } from '../../core/isolation/decisions/correct/correction.ts'
import type { Problem } from '../../core/person/problem.ts'
import { dateProblems } from '../../core/person/registration-dates.ts'
import { faultOf, faultReason, isCostly } from '../../core/phone/phone-number.ts'
import { localDate } from '../../core/time/time-zone.ts'

const problemsWith = (corrections: Corrections, { isolation, community, now }: Loaded): Problem[] => {
  const { name, phone, documentNumber, address, origin } = corrections
  const fault = phone == null || !isCostly(phone) ? undefined : faultOf(phone)
  const today = localDate(now, isolation.zone)
  const reasons: Readonly<Record<string, string | undefined>> = {
    name: name === undefined ? undefined : wrongWithName(name),
    phone: fault === undefined ? undefined : faultReason[fault],
    documentNumber:
      documentNumber == null
        ? undefined
        : (wrongWithText(documentNumber) ?? wrongWithDocument(documentNumber, today)),
    'address.grid':
      address === undefined || gridOf(community, address.grid) !== undefined
        ? undefined
        : `no such grid; ${community.id} has ${community.grids.map(({ id }) => id).join(', ')}. Another community is a transfer`,
    'address.building': wrongWithText(address?.building ?? ''),
    'address.unit': wrongWithText(address?.unit ?? ''),
    'address.room': wrongWithText(address?.room ?? ''),
    origin: wrongWithText(origin ?? ''),
  }
  return [
    ...Object.entries(reasons).flatMap(([field, reason]) =>
      reason === undefined ? [] : [{ field, reason }],
    ),
    ...dateProblems(corrections, isolation.zone, now),
  ]
}

/** @throws CorrectionRejected when the new values are impossible */
export const mustBePossible = (corrections: Corrections, loaded: Loaded): void => {
  const problems = problemsWith(corrections, loaded)
  if (problems.length > 0) throw new CorrectionRejected(problems)
}
