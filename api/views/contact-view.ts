import * as z from 'zod/mini'
import { Code } from '../../core/ids.ts'
import { Contact } from '../../core/isolation/isolation.ts'

const [bySms, byWorker] = Contact.def.options

/** How a returnee is asked, as shown. */
export const ShownContact = z.discriminatedUnion('by', [
  bySms,
  z.extend(byWorker, {
    code: z.optional(Code.check(z.describe('Absent for callers who may not record a report with it.'))),
  }),
])
export type ShownContact = z.infer<typeof ShownContact>

export const withoutCode = (contact: Contact): ShownContact => {
  if (contact.by === 'sms') return contact
  const { code: _, ...rest } = contact
  return rest
}

/** With its code for those who may record a report. */
export const shownContact = (contact: Contact, mayRecord: boolean): ShownContact =>
  mayRecord ? contact : withoutCode(contact)
