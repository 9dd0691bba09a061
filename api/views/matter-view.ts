import * as z from 'zod/mini'
import { about } from '../../core/access/permissions.ts'
import { Answer, Matter } from '../../core/matter/matter.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Access } from '../auth/access.ts'
import { Deadline, dueOf } from './deadline-view.ts'

export const MatterView = z.strictObject({
  ...Matter.shape,
  code: z.optional(
    Matter.shape.code.check(z.describe('Names it in messages. Absent for callers who may not answer it.')),
  ),
  next: z.nullable(Deadline).check(z.describe('When it climbs. null: it is settled.')),
  overdue: z.boolean().check(z.describe('Its due time has passed.')),
  answers: z.array(Answer).check(z.describe('What the caller may answer. Empty: nothing, or it is settled.')),
})
export type MatterView = z.infer<typeof MatterView>

const withoutCode = ({ code: _, ...rest }: Matter): Omit<Matter, 'code'> => rest

export const matterView = (
  matter: Matter,
  zone: string,
  now: Instant,
  access: Pick<Access, 'answersTo' | 'mayAnswer'>,
): MatterView => ({
  ...withoutCode(matter),
  ...(access.mayAnswer(about(matter)) ? { code: matter.code } : {}),
  next: dueOf(matter, zone),
  overdue: matter.state.name === 'open' && matter.state.dueAt < now,
  answers: access.answersTo(matter),
})
