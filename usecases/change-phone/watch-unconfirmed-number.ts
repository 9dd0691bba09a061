import type { IsolationId } from '../../core/ids.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import { dueForNumber } from '../../core/isolation/number-confirmation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'

/**
 * Follows up an unconfirmed number: its owner is asked once more by day, then the worker has to look into it. A late
 * yes still counts. False: nothing is due.
 */
export const followUpNumber = async (ports: Ports, id: IsolationId): Promise<boolean> => {
  const result = await handleCommand(ports, id, async (loaded) => {
    const { isolation, book, now } = loaded
    const due = dueForNumber(isolation, book, now)
    if (due === undefined) return undefined
    if (due === 'ask_again') {
      const key = `confirm-number-again-${isolation.entries}`
      return {
        by: 'sweeper',
        events: [{ type: 'number_asked', times: 2 }],
        messages: [messageToResident(key, now, 'confirm_number', { again: true })],
      }
    }
    const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
    // A matter without a slot is named after the entry that opens it.
    const then = { ...loaded, isolation: { ...isolation, entries: isolation.entries + 1 } }
    const opened = openMatter(then, { kind: 'wrong_number' })
    return {
      by: 'sweeper',
      events: [{ type: 'contact_changed', contact, why: 'number_not_confirmed' }, opened.event],
      matters: [opened.matter],
      writes,
    }
  })
  await applyEffects(ports, result)
  return result.decision !== undefined
}
