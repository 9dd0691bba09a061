import type { Escalation } from '../../core/domain/escalation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { answerEscalation } from '../answer-escalation/answer-escalation.ts'
import type { AnswerInput } from '../answer-escalation/answer-input.ts'
import type { Access } from './access.ts'
import { Forbidden, NotAllowedNow } from './errors.ts'

/** Answers a matter as whoever asks, with the rights of their post. @throws NotAllowedNow, Forbidden */
export const answerMatter = async (
  ports: Ports,
  access: Access,
  matter: Escalation,
  input: Omit<AnswerInput, 'role' | 'by' | 'matter'>,
): Promise<'done' | 'settled already'> => {
  const role = access.postFor(matter, input.answer)
  if (role === undefined)
    throw new Forbidden(`you hold no post that answers ${matter.id}: ask the grid worker or the community`)
  const answered = await answerEscalation(ports, { ...input, matter: matter.id, by: access.actor, role })
  if (answered.result === 'not possible') throw new NotAllowedNow(answered.why)
  return answered.result
}
