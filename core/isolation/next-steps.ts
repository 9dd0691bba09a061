import type { Next } from './plan.ts'

type Step = Next['do']

/**
 * What may follow each step of an isolation, the most usual first: the exits of the Choice behind it in
 * workflows/isolation.asl.json. Anything else leads to a look at the record, from which every step may follow: a new
 * generation that begins in the middle of a slot, or a report that comes while its slot times out, costs two transitions
 * more and loses nothing.
 */
export const nextSteps = {
  welcome: ['ask', 'welcome', 'measure again', 'await the doctor', 'review', 'await the decision', 'end'],
  ask: ['ask', 'measure again', 'await the doctor', 'review', 'end'],
  remind: ['ask', 'measure again', 'await the doctor', 'review', 'end'],
  'judge the silence': ['remind', 'ask', 'wait for the worker', 'review'],
  'measure again': ['ask', 'await the doctor', 'review', 'end'],
  'await the doctor': ['ask', 'remind', 'await the doctor', 'review', 'end'],
  'wait for the worker': ['review'],
  review: ['await the decision', 'ask', 'measure again', 'await the doctor', 'end'],
  'await the decision': ['release', 'ask', 'measure again', 'await the doctor', 'end'],
  release: ['end'],
  end: [],
} as const satisfies Readonly<Record<Step, readonly Step[]>>
