import type { Symptom } from '../meaning.ts'
import type { When } from '../time/half-day.ts'
import type { Instant } from '../time/instant.ts'
import type { LedgerEntry, Source } from './events.ts'

/** A report about a returnee, and how it came. */
export interface Report {
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  /** When it was measured, if the text says so. */
  readonly when?: When
  /** When the text was sent, if it may have waited: it counts for the slots of then. */
  readonly sentAt?: Instant
  readonly source: Source
  readonly by: LedgerEntry['by']
  /** The key of the message or request: reports with the same key are recorded once. */
  readonly inbound: string
  /** Tells several reports of one message apart. */
  readonly part?: string
  /** Another part of this message is answered: no thanks, no advice. */
  readonly unanswered?: boolean
}

/** The key of what must happen once for each report: tells apart the reports of one message. */
export const onceOf = ({ inbound, part }: Pick<Report, 'inbound' | 'part'>): string =>
  part === undefined || part === '0' ? inbound : `${inbound}-${part}`

export const replyKey = (report: Pick<Report, 'inbound' | 'part'>): string => `reply-${onceOf(report)}`

/** What doctor and worker are told of a further reading. */
export const secondReadingKeys = (report: Pick<Report, 'inbound' | 'part'>) => ({
  doctor: `second-${onceOf(report)}`,
  worker: `second-worker-${onceOf(report)}`,
})
