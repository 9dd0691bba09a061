import type { Community, Language } from '../../core/community/community.ts'
import type { Inbound } from '../../core/message/message.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Budget } from '../../core/message/budget.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { spend } from '../../record/budget-repository.ts'
import { communitySms } from '../deliver/community-sms.ts'

/** One text back, by its template. */
export type Reply = {
  [Name in TemplateName]: { readonly template: Name; readonly params: Templates[Name] }
}[TemplateName]

interface How {
  /** Each has to have one left: it is used before the answer goes out. */
  readonly paidFrom: readonly Budget[]
  /** Default: the community's. */
  readonly language?: Language | undefined
}

/**
 * An answer that belongs to no isolation, as long as its budgets last. Whoever calls has recorded the text as handled,
 * so it is not repeated; a failure costs the answer and nothing else.
 */
export const sendOnce = async (
  ports: Ports,
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
    await ports.messages.send({ ...sms, key: `reply-${id}` })
  } catch (error) {
    ports.log.error(
      'sms.answer-not-sent',
      { inbound: id },
      error instanceof MessageRefused ? undefined : error,
    )
  }
}
