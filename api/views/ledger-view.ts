import * as z from 'zod/mini'
import { Happening, LedgerEntry } from '../../core/isolation/ledger.ts'
import type { Contact } from '../../core/isolation/isolation.ts'
import { ShownContact, withoutCode } from './contact-view.ts'

type Shown<Any> = Any extends { readonly contact: Contact }
  ? Omit<Any, 'contact'> & { contact: ShownContact }
  : Any

/** What happened, without the codes that it names. */
export type ShownHappening = Shown<Happening>

/** A line of the ledger as it is shown: whoever may use a code finds it on the matter or the isolation. */
export type ShownEntry = Omit<LedgerEntry, 'happening'> & { happening: ShownHappening }

const ShownHappening: z.ZodMiniType<ShownHappening> = z.union(
  Happening.def.options.map((option) =>
    'contact' in option.shape ? z.extend(option, { contact: ShownContact }) : option,
  ),
)

export const ShownEntry: z.ZodMiniType<ShownEntry> = z.extend(LedgerEntry, { happening: ShownHappening })

/** What happened, as it leaves the record. */
export const shownHappening = (happening: Happening): ShownHappening =>
  happening.what === 'registered' || happening.what === 'contact changed'
    ? { ...happening, contact: withoutCode(happening.contact) }
    : happening

export const shownEntry = (entry: LedgerEntry): ShownEntry => ({
  ...entry,
  happening: shownHappening(entry.happening),
})
