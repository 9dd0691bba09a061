import { setTimeout as sleep } from 'node:timers/promises'
import type { Executions } from '../core/ports/executions.ts'

/** Turns, one after the other, with so many milliseconds between them. */
const turns = (every: number): (() => Promise<void>) => {
  let free: Promise<void> = Promise.resolve()
  return () => {
    const turn = free
    free = turn.then(() => sleep(every, undefined, { ref: false }))
    return turn
  }
}

export interface Pace {
  /** Milliseconds between two questions about one execution. */
  readonly describeEvery: number
  /** Milliseconds between two pages of a list. */
  readonly listEvery: number
}

/** The executions, asked so slowly that whoever else asks is not throttled. */
export const pacedExecutions = (executions: Executions, { describeEvery, listEvery }: Pace): Executions => {
  const [describing, listing] = [turns(describeEvery), turns(listEvery)]
  return {
    ...executions,
    describe: async (workflow, name) => {
      await describing()
      return executions.describe(workflow, name)
    },
    list: async (workflow, query) => {
      await listing()
      return executions.list(workflow, query)
    },
  }
}
