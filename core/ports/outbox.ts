import type { IsolationId } from '../ids.ts'

/**
 * A queue in front of the provider: where it exists, recorded texts go out at the provider's pace and not at the
 * pace of eight o'clock. Handing the same text twice is safe: it is sent once.
 */
export interface Outbox {
  hand(text: { readonly isolation: IsolationId; readonly key: string }): Promise<void>
}
