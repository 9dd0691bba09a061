import * as z from 'zod/mini'
import { Answer, Escalation } from '../../core/domain/escalation.ts'
import type { Instant } from '../../core/instant.ts'
import { answersTo } from '../../core/rules/answers.ts'
import { Deadline, dueOf } from './deadline.ts'

export const EscalationView = z.strictObject({
  ...Escalation.shape,
  next: z.nullable(Deadline).check(z.describe('When it climbs. null: it is settled.')),
  overdue: z.boolean().check(z.describe('Its due time has passed.')),
  answers: z.array(Answer).check(z.describe('What can be answered. Empty: it is settled.')),
})
export type EscalationView = z.infer<typeof EscalationView>

export const escalationView = (escalation: Escalation, zone: string, now: Instant): EscalationView => ({
  ...escalation,
  next: dueOf(escalation, zone),
  overdue: escalation.state.name === 'open' && escalation.state.dueAt < now,
  answers: escalation.state.name === 'open' ? answersTo(escalation.kind) : [],
})
