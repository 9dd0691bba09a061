import type { IsolationId } from '../core/domain/ids.ts'
import type { Message } from '../core/domain/message.ts'
import type { NewItem } from '../core/ports/store.ts'
import { dueListOf, messageKey } from './keys.ts'
import { toBody } from './to-body.ts'

/** A message whose result is not known yet stands in the due list, where the sweeper finds it. */
export const messageItem = (isolation: IsolationId, message: Message): NewItem => ({
  ...messageKey(isolation, message.key),
  body: toBody(message),
  ...(message.state === 'sending' || message.state === 'waiting'
    ? {
        index: {
          due: { pk: dueListOf(isolation), sk: `message#${message.at}#${isolation}#${message.key}` },
        },
      }
    : {}),
})
