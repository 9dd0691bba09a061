import * as z from 'zod/mini'

/** The line "no one left behind". amber: more than this community is used to. red: somebody is not looked after. */
export const Colour = z.enum(['green', 'amber', 'red'])
export type Colour = z.infer<typeof Colour>

/** Why the line names somebody. */
export const Why = z.enum([
  'what it waits for is overdue',
  'it has no running execution',
  'its owner is overdue and nobody was told',
  'its ladder stands still',
  'whom it waits for is not there any more',
  'its last rung is unanswered through two rounds',
  'its decision is more than a day late',
  'danger, and nobody has answered',
  'a stranger in danger waits for an answer',
  'nobody knows whether the prompt arrived, and nobody has confirmed',
  'a text cannot be sent',
  'it stands beyond its first rung',
])
export type Why = z.infer<typeof Why>

/** What is looked at for the line. */
export const Check = z.enum([
  'next_step',
  'owner_with_time',
  'last_rung_answered',
  'decision_in_time',
  'danger_answered',
  'prompt_known',
  'texts_sent',
  'sweeper_awake',
  'as_usual',
])
export type Check = z.infer<typeof Check>
