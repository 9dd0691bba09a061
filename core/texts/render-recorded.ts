import type { Language } from '../community/community.ts'
import type { JsonObject } from '../json.ts'
import { en } from './en.ts'
import { render } from './render.ts'
import type { TemplateName, Templates } from './templates.ts'

/** A recorded message names a template, or lacks a parameter, that this version of the catalogue does not know. */
export class UnknownText extends Error {
  override readonly name = 'UnknownText'
}

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(en, name)

/**
 * Makes the text of a recorded message. Its parameters were typed when it was recorded; here they come back as JSON,
 * so a version that has changed a template since is told apart by its failure to read them.
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
