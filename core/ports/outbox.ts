import type { IsolationId } from '../ids.ts'

/**
 * Sends recorded messages: on AWS from a queue, at the provider's pace instead of all at eight o'clock; on one
 * machine at once. Handing over the same message twice is safe: it is sent once.
 */
export interface Outbox {
  /** @throws MessagesThrottled when it sends at once and nothing was sent */
  hand(message: { readonly isolation: IsolationId; readonly key: string }): Promise<void>
}
