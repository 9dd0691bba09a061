import type { MatterId } from '../../core/ids.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { answerAs } from '../../usecases/answer-matter/answer-as-post.ts'
import type { AnswerInput } from '../../usecases/answer-matter/answer-input.ts'
import type { Access } from '../auth/access.ts'
import { notForTheRole } from '../auth/forbidden.ts'
import { Forbidden, NotAllowedNow } from '../http/errors.ts'

/**
 * Answers a matter with the rights of the caller's post. Returns the matter that holds the answer.
 * @throws NotAllowedNow, Forbidden
 */
export const answerForPrincipal = async (
  ports: AnswerPorts,
  { actor, principal }: Access,
  matter: Matter,
  input: Omit<AnswerInput, 'role' | 'by' | 'matter' | 'confirms'>,
): Promise<{ readonly result: 'done' | 'settled_already'; readonly matter: MatterId }> => {
  const answered = await answerAs(ports, principal, actor, matter, input)
  switch (answered.result) {
    case 'not_theirs':
      if (answered.what === 'reading') throw notForTheRole('recordReport', principal)
      throw new Forbidden(`you hold no post that answers ${matter.id}: ask the grid worker or the community`)
    case 'not_possible':
      throw new NotAllowedNow(answered.why)
    default:
      return { result: answered.result, matter: answered.matter }
  }
}
