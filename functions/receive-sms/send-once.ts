import type { Community } from '../../core/domain/community.ts'
import type { Inbound } from '../../core/domain/message.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { render } from '../../core/texts/render.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { toBody } from '../../record/to-body.ts'

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
  { signature, ...community }: Community,
  { template, params }: Reply,
  language = community.language,
): Promise<void> => {
  try {
    await ports.messages.send({
      key: `reply-${id}`,
      to: from,
      template,
      params: toBody(params),
      language,
      text: render(template, params, { language, signature: signature[language] }),
    })
  } catch (error) {
    ports.log.error(
      'sms.answer-not-sent',
      { inbound: id },
      error instanceof MessageRefused ? undefined : error,
    )
  }
}
