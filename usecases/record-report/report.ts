import type { LedgerEntry, Source } from '../../core/isolation/events.ts'
import type { Symptom } from '../../core/meaning.ts'
import type { Write } from '../../core/ports/store.ts'
import type { When } from '../../core/time/half-day.ts'

/** The key of what must happen once for each report: tells apart the reports of one message. */
export const onceOf = ({ inbound, part }: Pick<Report, 'inbound' | 'part'>): string =>
  part === undefined || part === '0' ? inbound : `${inbound}-${part}`

/** A report about a returnee, and how it came. */
export interface Report {
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  /** When it was measured, if the text says so. */
  readonly when?: When
  readonly source: Source
  readonly by: LedgerEntry['by']
  /** The key of the message or request: reports with the same key are recorded once. */
  readonly inbound: string
  /** The number that wrote, if the caller knows it. */
  readonly from?: string
  /** Tells several reports of one message apart. */
  readonly part?: string
  /** The message also has words that a person must read. */
  readonly note?: boolean
  /** Another part of this message is answered: no thanks, no advice. */
  readonly unanswered?: boolean
  /** Written in the same transaction as the report. */
  readonly writes?: readonly Write[]
}
