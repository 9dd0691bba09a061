import * as z from 'zod/mini'
import { Answer, Escalation } from '../../core/domain/escalation.ts'
import type { Instant } from '../../core/instant.ts'
import type { Access } from './access.ts'
import { Deadline, dueOf } from './deadline.ts'

export const EscalationView = z.strictObject({
  ...Escalation.shape,
  next: z.nullable(Deadline).check(z.describe('When it climbs. null: it is settled.')),
  overdue: z.boolean().check(z.describe('Its due time has passed.')),
  answers: z
    .array(Answer)
    .check(z.describe('What the one who asks may answer. Empty: nothing, or it is settled.')),
})
export type EscalationView = z.infer<typeof EscalationView>

export const escalationView = (
  escalation: Escalation,
  zone: string,
  now: Instant,
  access: Pick<Access, 'answersTo'>,
): EscalationView => ({
  ...escalation,
  next: dueOf(escalation, zone),
  overdue: escalation.state.name === 'open' && escalation.state.dueAt < now,
  answers: access.answersTo(escalation),
})
