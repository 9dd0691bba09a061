import type { TemplateName, Templates } from '../templates.ts'

/** Templates that may begin with the letter of a person on a shared phone. */
export type ToResidents = {
  readonly [Name in TemplateName]: string extends keyof Templates[Name]
    ? never
    : 'member' extends keyof Templates[Name]
      ? Name
      : never
}[TemplateName]

type FormsOf<Name extends TemplateName> = { readonly [Each in Name]: readonly [string, ...string[]] }

/**
 * One language's texts as an SMS gateway has them registered, without the signature: `请量{slot}体温`. Each text that a
 * template gives is one of its forms; a variable is never empty and never beside another.
 */
export interface Forms {
  readonly toResidents: FormsOf<ToResidents>
  readonly toOthers: FormsOf<Exclude<TemplateName, ToResidents>>
}

/** What is to be registered, each text once. A text that may follow a letter is there a second time, behind it. */
export const registrable = ({ toResidents, toOthers }: Forms): readonly string[] => {
  const ofResidents = Object.values(toResidents).flat()
  const behindLetter = ofResidents.filter((form) => !form.startsWith('{')).map((form) => `{to}${form}`)
  return [...new Set([...ofResidents, ...behindLetter, ...Object.values(toOthers).flat()])]
}
