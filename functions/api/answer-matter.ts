import type { Community } from '../../core/domain/community.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type AnswerInput, answerEscalation } from '../answer-escalation/answer-escalation.ts'
import { roleOf } from './actor.ts'
import { NotAllowedNow } from './errors.ts'

/** Answers a matter as whoever asks, with the rights of their post where they have one. @throws NotAllowedNow */
export const answerMatter = async (
  ports: Ports,
  community: Community,
  input: Omit<AnswerInput, 'role'>,
): Promise<'done' | 'settled already'> => {
  const role = roleOf(community, input.by)
  const answered = await answerEscalation(ports, { ...input, ...(role === undefined ? {} : { role }) })
  if (answered.result === 'not possible') throw new NotAllowedNow(answered.why)
  return answered.result
}
