import * as z from 'zod/mini'
import { about } from '../../core/access/permissions.ts'
import { Answer, Escalation } from '../../core/matter/matter.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Access } from '../auth/access.ts'
import { Deadline, dueOf } from './deadline-view.ts'

export const EscalationView = z.strictObject({
  ...Escalation.shape,
  code: z.optional(
    Escalation.shape.code.check(
      z.describe('By which a text names it. Absent for whoever may not answer it.'),
    ),
  ),
  next: z.nullable(Deadline).check(z.describe('When it climbs. null: it is settled.')),
  overdue: z.boolean().check(z.describe('Its due time has passed.')),
  answers: z
    .array(Answer)
    .check(z.describe('What the one who asks may answer. Empty: nothing, or it is settled.')),
})
export type EscalationView = z.infer<typeof EscalationView>

const withoutCode = ({ code: _, ...rest }: Escalation): Omit<Escalation, 'code'> => rest

export const escalationView = (
  escalation: Escalation,
  zone: string,
  now: Instant,
  access: Pick<Access, 'answersTo' | 'mayAnswer'>,
): EscalationView => ({
  ...withoutCode(escalation),
  ...(access.mayAnswer(about(escalation)) ? { code: escalation.code } : {}),
  next: dueOf(escalation, zone),
  overdue: escalation.state.name === 'open' && escalation.state.dueAt < now,
  answers: access.answersTo(escalation),
})
