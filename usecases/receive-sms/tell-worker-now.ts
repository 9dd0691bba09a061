import type { IsolationId } from '../../core/ids.ts'
import { tellWorkerNow as decide } from '../../core/isolation/decisions/tell-worker-now.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import type { AlreadyRead, CommandResult } from '../../record/isolation-repository.ts'
import { once } from './reply-to-resident.ts'

/** Words that may mean danger: somebody who looks after them reads them now, at any hour. */
export const tellWorkerNow = (
  ports: AnswerPorts,
  id: IsolationId,
  text: { readonly inbound: string; readonly from: string },
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  once(ports, id, text, 'read now', (loaded, key) => decide(loaded, text.inbound, text.from, key), read)
