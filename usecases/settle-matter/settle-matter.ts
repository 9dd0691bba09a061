import { settleMatter as decide } from '../../core/escalation/settle-matter.ts'
import type { Actor, MatterId } from '../../core/ids.ts'
import type { Outcome } from '../../core/matter/matter.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import { subjectOf } from '../../record/keys.ts'
import {
  type AlreadyReadSubject,
  handleSubject,
  type SubjectResult,
  whatever,
} from '../../record/subject-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'

/** Settles one matter in a decision of its own; a settled matter stays as it is. */
export const settleMatter = async (
  ports: CommandPorts,
  id: MatterId,
  outcome: Outcome,
  by: Actor,
  read: AlreadyReadSubject = {},
): Promise<SubjectResult> => {
  const result = await handleSubject(
    ports,
    subjectOf(id),
    whatever(async ({ now }, matters) => decide({ now }, await matters.one(id), outcome, by)),
    read,
  )
  await applyEffects(ports, result)
  return result
}
