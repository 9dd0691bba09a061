import type { Next } from './plan.ts'

type Step = Next['do']

/**
 * What may follow each step of an isolation, the most usual first: the exits of the Choice after it in
 * workflows/isolation.asl.json. Anything else is rare (a generation that begins in the middle of a slot, a report at
 * the moment its slot times out, a fever in the night before the review) and leads to a look at the record, from which
 * every step may follow: two more transitions, and nothing is lost.
 */
export const nextSteps = {
  welcome: ['ask', 'welcome', 'measure_again', 'await_the_doctor', 'await_the_decision'],
  ask: ['ask', 'measure_again', 'await_the_doctor', 'review', 'end'],
  remind: ['ask', 'measure_again', 'await_the_doctor', 'review', 'end'],
  judge_the_silence: ['remind', 'ask', 'wait_for_the_worker'],
  measure_again: ['ask', 'await_the_doctor', 'review', 'end'],
  await_the_doctor: ['ask', 'await_the_doctor', 'review', 'end'],
  wait_for_the_worker: ['review'],
  review: ['await_the_decision', 'ask'],
  await_the_decision: ['release', 'ask', 'measure_again', 'await_the_doctor', 'end'],
  release: ['end'],
  end: [],
} as const satisfies Readonly<Record<Step, readonly Step[]>>
