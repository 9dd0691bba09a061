import type { FollowUps } from '../../../api/endpoints/follow-ups.ts'

export type DueFollowUp = FollowUps['due'][number]
export type DoneFollowUp = FollowUps['done'][number]

/** Both lists in one, because they come page by page. */
export type FollowUpEntry =
  | { readonly is: 'due'; readonly due: DueFollowUp }
  | { readonly is: 'done'; readonly done: DoneFollowUp }

export const followUpEntries = ({ due, done }: FollowUps): readonly FollowUpEntry[] => [
  ...due.map((one): FollowUpEntry => ({ is: 'due', due: one })),
  ...done.map((one): FollowUpEntry => ({ is: 'done', done: one })),
]

/** Overdue first, then by due time. */
export const byDueTime = (a: DueFollowUp, b: DueFollowUp): number =>
  a.overdue === b.overdue ? Date.parse(a.dueAt) - Date.parse(b.dueAt) : a.overdue ? -1 : 1
