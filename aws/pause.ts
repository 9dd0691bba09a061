import { setTimeout } from 'node:timers/promises'

/** Only for what has to look again: a step of a workflow never waits. */
export const pause = async (milliseconds: number): Promise<void> => {
  await setTimeout(milliseconds)
}
