import type { Community } from '../../core/domain/community.ts'
import type { Inbound } from '../../core/domain/message.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { communitySms } from '../deliver/community-sms.ts'

/** One text back, by its template. */
export type Reply = {
  [Name in TemplateName]: { readonly template: Name; readonly params: Templates[Name] }
}[TemplateName]

/**
 * An answer that belongs to no isolation. Whoever calls has recorded the text as handled, so it is not repeated;
 * a failure costs the answer and nothing else.
 */
export const sendOnce = async (
  ports: Ports,
  { id, from }: Pick<Inbound, 'id' | 'from'>,
  community: Community,
  { template, params }: Reply,
  language = community.language,
): Promise<void> => {
  try {
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
