import type { IsolationId } from '../ids.ts'

/**
 * A queue in front of the provider, if there is one: recorded messages go out at the provider's pace instead of all at
 * eight o'clock. Handing over the same message twice is safe: it is sent once.
 */
export interface Outbox {
  hand(text: { readonly isolation: IsolationId; readonly key: string }): Promise<void>
}
