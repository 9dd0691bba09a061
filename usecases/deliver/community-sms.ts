import type { Community, Language } from '../../core/community/community.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { render } from '../../core/texts/render.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { toBody } from '../../core/to-body.ts'

/** A message that belongs to no isolation, under the community's signature; everything but its key. */
export const communitySms = <Name extends TemplateName>(
  { signature }: Community,
  { to, language }: { readonly to: string; readonly language: Language },
  template: Name,
  params: Templates[Name],
): Omit<Sms, 'key'> => ({
  to,
  template,
  params: toBody(params),
  language,
  text: render(template, params, { language, signature: signature[language] }),
})
