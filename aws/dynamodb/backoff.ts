import { setTimeout as sleep } from 'node:timers/promises'

export interface Backoff {
  /** A number from 0 up to 1, to spread retries after a collision. */
  readonly random: () => number
  readonly pause?: (milliseconds: number) => Promise<unknown>
}

const FIRST = 25
const LONGEST = 1_000

/** Waits before try number `attempt` (from 1) is repeated: anything up to a bound that doubles each time. */
export const backOff = async ({ random, pause = sleep }: Backoff, attempt: number): Promise<void> => {
  await pause(random() * Math.min(LONGEST, FIRST * 2 ** attempt))
}
