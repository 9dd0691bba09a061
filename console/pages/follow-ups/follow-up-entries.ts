import type { FollowUps } from '../../../api/endpoints/follow-ups.ts'

export type Due = FollowUps['due'][number]
export type Done = FollowUps['done'][number]

/** Both lists in one, as they come page by page. */
export type Listed = { readonly is: 'due'; readonly due: Due } | { readonly is: 'done'; readonly done: Done }

export const listedIn = ({ due, done }: FollowUps): readonly Listed[] => [
  ...due.map((one): Listed => ({ is: 'due', due: one })),
  ...done.map((one): Listed => ({ is: 'done', done: one })),
]

/** Overdue first, then by the time until which it has to be done. */
export const byDueTime = (a: Due, b: Due): number =>
  a.overdue === b.overdue ? Date.parse(a.dueAt) - Date.parse(b.dueAt) : a.overdue ? -1 : 1
