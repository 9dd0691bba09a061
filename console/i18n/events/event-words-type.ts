import type { Language } from '../../../core/community/community.ts'
import type { ShownEvent } from '../../../api/views/ledger-view.ts'
import { formatDateTime } from '../date-time.ts'

/** For whom something is told: in which language, and on whose clocks. */
export interface Locale {
  readonly language: Language
  readonly zone: string
}

export type EventOf<What extends ShownEvent['type']> = Extract<ShownEvent, { type: What }>

/** One sentence for each kind of thing that can happen: a kind without one does not compile. */
export type EventWords = {
  readonly [What in ShownEvent['type']]: (event: EventOf<What>, when: (at: string) => string) => string
}

export const clockOf =
  ({ language, zone }: Locale) =>
  (at: string): string =>
    formatDateTime(at, language, zone)
