import type { Next } from './plan.ts'

type Step = Next['do']

/**
 * What may follow each step of an isolation, the most usual first: the exits of the Choice behind it in
 * workflows/isolation.asl.json. Anything else is rare (a generation that begins anew in the middle of a slot, a report
 * that comes in the moment in which its slot times out, a fever in the night before the review) and leads to a look at
 * the record, from which every step may follow: two transitions more, and nothing is lost.
 */
export const nextSteps = {
  welcome: ['ask', 'welcome', 'measure again', 'await the doctor', 'await the decision'],
  ask: ['ask', 'measure again', 'await the doctor', 'review', 'end'],
  remind: ['ask', 'measure again', 'await the doctor', 'review', 'end'],
  'judge the silence': ['remind', 'ask', 'wait for the worker'],
  'measure again': ['ask', 'await the doctor', 'review', 'end'],
  'await the doctor': ['ask', 'await the doctor', 'review', 'end'],
  'wait for the worker': ['review'],
  review: ['await the decision', 'ask'],
  'await the decision': ['release', 'ask', 'measure again', 'await the doctor', 'end'],
  release: ['end'],
  end: [],
} as const satisfies Readonly<Record<Step, readonly Step[]>>
