import { type DeadLetters, NoSuchQueue } from '../../core/ports/dead-letters.ts'
import type { Queue } from '../sqlite/queue.ts'

/** The dead letters of the queues on this machine, by the names that their queues have on AWS. */
export const deadLettersOf = (queues: Readonly<Record<string, Queue>>): DeadLetters => ({
  waiting: async () =>
    Object.entries(queues).map(([queue, its]) => ({ queue, waiting: its.deadLetterCount() })),
  redrive: async (queue) => {
    const known = queues[queue]
    if (known === undefined)
      throw new NoSuchQueue(`no queue is called ${queue}; there are ${Object.keys(queues).join(', ')}`)
    known.redrive()
  },
})
