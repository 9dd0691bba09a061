import { bySubject, type IsolationId, type SubjectId } from '../../core/ids.ts'
import type { ContinuesNothing, Loaded, TellsNobody } from '../../core/isolation/decision.ts'
import { recordRefusal as decide, workerAfterRefusal } from '../../core/isolation/decisions/record-refusal.ts'
import type { Message } from '../../core/message/message.ts'
import type { RefusalReason } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { startLadders } from '../start-ladders/start-ladders.ts'

/** What changes when a number is not served, with the worker's new code for the returnee. */
export const refused = async (
  ports: Pick<Ports, 'store'>,
  loaded: Loaded,
  message: Message,
  reason: RefusalReason,
): Promise<TellsNobody & ContinuesNothing> => {
  const why = workerAfterRefusal(loaded, message, reason)
  const measured = why === undefined ? undefined : await contactByWorker(ports, loaded, why)
  const decision = decide(loaded, message, reason, measured?.contact)
  return { ...decision, writes: measured?.writes ?? [] }
}

/** A post whose phone takes no messages learns of no matter: somebody has to be told. */
export const logRefusedStaffPhone = (
  { log }: Pick<Ports, 'log'>,
  subject: SubjectId,
  { to }: Message,
  reason: RefusalReason,
): void => {
  if (to.who === 'staff') log.error('staff.phone-refused', { ...bySubject(subject), staff: to.staff, reason })
}

/** Records that the provider has refused a message. */
export const recordRefusal = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>,
  id: IsolationId,
  message: Message,
  reason: RefusalReason,
): Promise<void> => {
  const result = await handleCommand(ports, id, (loaded) => refused(ports, loaded, message, reason))
  logRefusedStaffPhone(ports, id, message, reason)
  await startLadders(ports, result)
}
