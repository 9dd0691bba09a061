import * as z from 'zod/mini'

/** The line "no one left behind". amber: more than is usual for this community. red: somebody is not looked after. */
export const Colour = z.enum(['green', 'amber', 'red'])
export type Colour = z.infer<typeof Colour>

/** Why the line names somebody. */
export const Why = z.enum([
  'wait_overdue',
  'no_execution',
  'owner_overdue',
  'ladder_stopped',
  'owner_gone',
  'last_rung_unanswered',
  'decision_late',
  'danger_unanswered',
  'stranger_unanswered',
  'disruption_untaken',
  'prompt_unknown',
  'message_not_sent',
  'record_unreadable',
  'beyond_first_rung',
])
export type Why = z.infer<typeof Why>

/** The checks of the line. */
export const Check = z.enum([
  'next_step',
  'owner_with_time',
  'last_rung_answered',
  'decision_in_time',
  'danger_answered',
  'prompt_known',
  'messages_sent',
  'sweeper_awake',
  'as_usual',
  'figures_current',
  'record_has_room',
])
export type Check = z.infer<typeof Check>
