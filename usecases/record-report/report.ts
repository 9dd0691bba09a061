import type { LedgerEntry, Source } from '../../core/isolation/ledger.ts'
import type { Symptom } from '../../core/meaning.ts'
import type { Write } from '../../core/ports/store.ts'
import type { When } from '../../core/isolation/judge-report.ts'

/** Of whatever must happen once for each report: those of one text are told apart. */
export const onceOf = ({ inbound, part }: Pick<Report, 'inbound' | 'part'>): string =>
  part === undefined || part === '0' ? inbound : `${inbound}-${part}`

/** What somebody reports of a returnee, and how it came. */
export interface Report {
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  /** When it was measured, where the words say so. */
  readonly when?: When
  readonly source: Source
  readonly by: LedgerEntry['by']
  /** The key of whatever brought it: the same one is recorded once. */
  readonly inbound: string
  /** Tells several reports of one text apart. */
  readonly part?: string
  /** The text holds words beside the report that a person must read. */
  readonly note?: boolean
  /** The returnee hears of something else in this text: no thanks, no advice. */
  readonly unanswered?: boolean
  /** Written in the same transaction as the report. */
  readonly writes?: readonly Write[]
}
