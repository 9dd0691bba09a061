import type { Language } from '../community/community.ts'
import type { JsonObject } from '../json.ts'
import { en } from './en.ts'
import { render } from './render.ts'
import type { TemplateName, Templates } from './templates.ts'

/** A recorded message has a template or parameters that this version of the catalogue does not know. */
export class UnknownText extends Error {
  override readonly name = 'UnknownText'
}

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(en, name)

/**
 * Makes the text of a recorded message. Its parameters come back as JSON; if a later version has changed the template,
 * reading them fails.
 * @throws UnknownText
 */
export const renderRecorded = (
  template: string,
  params: JsonObject,
  how: { readonly language: Language; readonly signature: string },
): string => {
  if (!isTemplate(template)) throw new UnknownText(`no text is called ${template}`)
  try {
    const made = render(template, params as unknown as Templates[typeof template], how)
    if (!made.includes('undefined') && !made.includes('NaN')) return made
  } catch (error) {
    throw new UnknownText(`the text ${template} cannot be made from what was recorded`, { cause: error })
  }
  throw new UnknownText(`the text ${template} lacks a parameter`)
}
