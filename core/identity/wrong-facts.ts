import type { Problem } from '../person/problem.ts'
import { faultOf, faultReason, isCostly } from '../phone/phone-number.ts'
import type { LocalDate } from '../time/local-time.ts'
import { wrongWithDocument } from './document-number.ts'
import { wrongWithName, wrongWithText } from './wrong-text.ts'

/** What people enter of a person. Absent or null: nothing is entered. */
interface Facts {
  readonly name?: string | undefined
  readonly phone?: string | null | undefined
  readonly documentNumber?: string | null | undefined
  readonly address?: { readonly building: string; readonly unit: string; readonly room: string } | undefined
  readonly origin?: string | null | undefined
}

type Reasons = Readonly<
  Record<'name' | 'phone' | 'documentNumber' | 'building' | 'unit' | 'room' | 'origin', string | undefined>
>

/** What is wrong with each of these facts. undefined: nothing. */
export const wrongFacts = (
  { name, phone, documentNumber, address, origin }: Facts,
  today: LocalDate,
): Reasons => {
  const fault = phone == null || !isCostly(phone) ? undefined : faultOf(phone)
  return {
    name: name === undefined ? undefined : wrongWithName(name),
    phone: fault === undefined ? undefined : faultReason[fault],
    documentNumber:
      documentNumber == null
        ? undefined
        : (wrongWithText(documentNumber) ?? wrongWithDocument(documentNumber, today)),
    building: wrongWithText(address?.building ?? ''),
    unit: wrongWithText(address?.unit ?? ''),
    room: wrongWithText(address?.room ?? ''),
    origin: wrongWithText(origin ?? ''),
  }
}

/** The same as problems, each with its field, in this order. */
export const asProblems = (reasons: Readonly<Record<string, string | undefined>>): Problem[] =>
  Object.entries(reasons).flatMap(([field, reason]) => (reason === undefined ? [] : [{ field, reason }]))
