import type { Principal } from '../../core/access/grant.ts'
import { postFor } from '../../core/access/permissions.ts'
import type { MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { refusalFor } from '../authorize/refusal-for.ts'
import type { AnswerInput } from './answer-input.ts'
import { type Answered, answerMatter } from './answer-matter.ts'
import { matterToAnswer } from './matter-to-answer.ts'

export type AnsweredAs =
  | (Answered & { readonly matter: MatterId })
  /** None of their posts may answer this matter, or record this reading. */
  | { readonly result: 'not_theirs'; readonly what: 'matter' | 'reading' }

/** Answers a matter in the post of theirs that may do so, by SMS as over HTTP. */
export const answerAs = async (
  ports: AnswerPorts,
  principal: Principal,
  by: LedgerEntry['by'],
  matter: Matter,
  input: Omit<AnswerInput, 'role' | 'by' | 'matter' | 'confirms'>,
): Promise<AnsweredAs> => {
  const { isolation } = matter
  const role = postFor(principal, matter, input.answer)
  if (role === undefined) return { result: 'not_theirs', what: 'matter' }
  const records = input.tenths !== undefined
  if (records && isolation === undefined) return { result: 'not_theirs', what: 'reading' }
  if (
    records &&
    isolation !== undefined &&
    (await refusalFor(ports.store, principal, 'recordReport', { isolation })) !== undefined
  )
    return { result: 'not_theirs', what: 'reading' }
  const matterId = await matterToAnswer(ports, matter, input.answer, by)
  return { ...(await answerMatter(ports, { ...input, matter: matterId, by, role })), matter: matterId }
}
