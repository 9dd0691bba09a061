/** Messages that a function failed to handle as often as its queue allows. */
export interface WaitingLetters {
  /** The name of the queue from which they come: `inbound`. */
  readonly queue: string
  readonly waiting: number
}

export interface DeadLetters {
  /** Of every queue that has some place for them, also of those where none wait. */
  waiting(): Promise<WaitingLetters[]>
  /**
   * Puts all of them back into their queue, which may take a while. Safe to repeat.
   * @throws NoSuchQueue, RedriveUnavailable
   */
  redrive(queue: string): Promise<void>
}

export class NoSuchQueue extends Error {
  override readonly name = 'NoSuchQueue'
}

/** This region cannot put them back by itself: docs/runbook.md says how a person does it. */
export class RedriveUnavailable extends Error {
  override readonly name = 'RedriveUnavailable'
}
