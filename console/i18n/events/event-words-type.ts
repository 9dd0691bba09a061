import type { Language } from '../../../core/community/community.ts'
import type { ShownHappening } from '../../../api/views/ledger-view.ts'
import { momentOf } from '../date-time.ts'

/** For whom something is told: in which language, and on whose clocks. */
export interface Listener {
  readonly language: Language
  readonly zone: string
}

export type Of<What extends ShownHappening['what']> = Extract<ShownHappening, { what: What }>

/** One sentence for each kind of thing that can happen: a kind without one does not compile. */
export type Telling = {
  readonly [What in ShownHappening['what']]: (happening: Of<What>, when: (at: string) => string) => string
}

export const clockOf =
  ({ language, zone }: Listener) =>
  (at: string): string =>
    momentOf(at, language, zone)
