import type { Community, Language } from '../../core/community/community.ts'
import type { Budget } from '../../core/message/budget.ts'
import type { Inbound } from '../../core/message/message.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { spend } from '../../record/budget-repository.ts'
import { communitySms } from '../deliver/community-sms.ts'
import { sendNow } from '../deliver/guarded-messages.ts'

/** One reply, by its template. */
export type Reply = {
  [Name in TemplateName]: { readonly template: Name; readonly params: Templates[Name] }
}[TemplateName]

interface How {
  /** Each budget needs one use left, which is charged before the reply goes out. */
  readonly paidFrom: readonly Budget[]
  /** Default: the community's. */
  readonly language?: Language | undefined
}

/**
 * A reply without an isolation, within its budgets. The caller has recorded the message as handled, so it is not
 * repeated; a failure only loses the reply.
 */
export const sendOnce = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log'>,
  { id, from }: Pick<Inbound, 'id' | 'from'>,
  community: Community,
  { template, params }: Reply,
  { paidFrom, language = community.language }: How,
): Promise<void> => {
  try {
    if ((await spend(ports, ...paidFrom)) === undefined) {
      ports.log.info('sms.answer-withheld', { inbound: id })
      return
    }
    const sms = communitySms(community, { to: from, language }, template, params)
    await sendNow(ports, { ...sms, key: `reply-${id}` })
  } catch (error) {
    ports.log.error(
      'sms.answer-not-sent',
      { inbound: id },
      error instanceof MessageRefused ? undefined : error,
    )
  }
}
