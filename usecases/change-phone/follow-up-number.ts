import type { IsolationId } from '../../core/ids.ts'
import type { ContinuesNothing } from '../../core/isolation/decision.ts'
import { askOwnerAgain, giveUpNumber } from '../../core/isolation/decisions/follow-up-number.ts'
import { dueForNumber } from '../../core/isolation/number-confirmation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyWithoutTasks } from '../apply-effects/apply-effects.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'

/**
 * Follows up an unconfirmed number: its owner is asked once more by day, then the worker has to look into it. False:
 * nothing is due.
 */
export const followUpNumber = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'executions' | 'clock'>,
  id: IsolationId,
): Promise<boolean> => {
  const result = await handleCommand(ports, id, async (loaded): Promise<ContinuesNothing | undefined> => {
    const { isolation, book, now } = loaded
    const due = dueForNumber(isolation, book, now)
    if (due === undefined) return undefined
    if (due === 'ask_again') return askOwnerAgain(loaded)
    const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
    return giveUpNumber(loaded, contact, writes)
  })
  await applyWithoutTasks(ports, result)
  return result.decision !== undefined
}
