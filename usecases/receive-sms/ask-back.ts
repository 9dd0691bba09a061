import type { Doubt } from '../../core/hearing/heard.ts'
import { askBack as decide } from '../../core/isolation/decisions/ask-back.ts'
import { repeatedQuestion } from '../../core/message/reply-budgets.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { oneUse } from '../../record/budget-repository.ts'
import type { AlreadyRead } from '../../record/isolation-repository.ts'
import { type Answered, mayBeAnswered } from '../compose-message/within-budget.ts'
import { once } from './reply-to-resident.ts'
import type { Speaker } from './speakers.ts'

/**
 * Asks back what was not clear, as long as the rule book allows in one slot and the number has an answer left; then a
 * person takes over. `reports`: how many reports of the same message were understood.
 */
export const askBack = async (
  ports: AnswerPorts,
  answered: Answered,
  doubt: Doubt,
  speakers: readonly Speaker[],
  reports: number,
  readOf: (speaker: Speaker) => AlreadyRead,
): Promise<void> => {
  const whose = doubt.ask === 'confirm' ? speakers.find(({ letter }) => letter === doubt.letter) : speakers[0]
  if (whose === undefined) return
  const letters = speakers.map(({ letter }) => letter)
  const isAsked = doubt.ask === 'confirm' && doubt.again === true
  await once(
    ports,
    whose.loaded.isolation.id,
    answered,
    'question',
    async (loaded, key) => {
      const { isolation, book } = loaded
      const again = isAsked ? await oneUse(ports, repeatedQuestion(isolation.id, book)) : undefined
      const facts = { again: again?.writes, mayBeAnswered: await mayBeAnswered(ports, loaded, answered) }
      return decide(loaded, { inbound: answered.inbound, doubt, letters, reports }, facts, key)
    },
    readOf(whose),
  )
}
