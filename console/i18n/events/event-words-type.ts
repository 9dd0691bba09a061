import type { ShownEvent } from '../../../api/views/ledger-view.ts'
import type { Language } from '../../../core/community/community.ts'
import { formatDateTime } from '../date-time.ts'

/** The reader's language, and the time zone. */
export interface Locale {
  readonly language: Language
  readonly zone: string
}

export type EventOf<What extends ShownEvent['type']> = Extract<ShownEvent, { type: What }>

/** One sentence for each type of event: a type without one does not compile. */
export type EventWords = {
  readonly [What in ShownEvent['type']]: (event: EventOf<What>, when: (at: string) => string) => string
}

export const clockOf =
  ({ language, zone }: Locale) =>
  (at: string): string =>
    formatDateTime(at, language, zone)
