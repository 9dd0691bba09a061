import { describe, expect, it } from 'vitest'
import type { Language } from '../../../core/community/community.ts'
import { registrable } from '../../../core/texts/forms/forms.ts'
import { forms, textsToRegister } from '../../../core/texts/forms/texts-to-register.ts'
import { render } from '../../../core/texts/render.ts'
import { signatureIn } from '../../../core/texts/signature-in-text.ts'
import type { TemplateName, Templates } from '../../../core/texts/templates.ts'
import { RegisteredTexts, valuesIn } from '../../../gateway/registered-texts.ts'
import { samples } from './samples.ts'

const languages = ['zh-CN', 'en'] as const
const templates = Object.keys(samples) as TemplateName[]

const sentBy = <Name extends TemplateName>(template: Name, language: Language): string[] =>
  samples[template].map((params: Templates[Name]) =>
    render(template, params, { language, signature: 'Qinghe' }),
  )

/** The texts of a template, the words alone, with and without the letter of a shared phone. */
const wordsOf = (template: TemplateName, language: Language): string[] => {
  const words = sentBy(template, language).map((text) => signatureIn(text, language).words)
  const letter = language === 'zh-CN' ? 'B：' : 'B: '
  return [
    ...new Set([
      ...words,
      ...words.flatMap((text) => (text.startsWith(letter) ? [text.slice(letter.length)] : [])),
    ]),
  ]
}

describe('what is registered with an SMS gateway', () => {
  it.each(languages.flatMap((language) => templates.map((template) => [language, template] as const)))(
    'covers each text, in %s, of %s',
    (language, template) => {
      const { toResidents, toOthers } = forms[language]
      const own = { ...toResidents, ...toOthers }[template]
      const registered = registrable({ toResidents: { ...toResidents }, toOthers: { ...toOthers } })
      const uncovered = wordsOf(template, language).filter((text) =>
        [...own, ...registered.filter((form) => form.startsWith('{to}'))].every(
          (form) => valuesIn(text, form) === undefined,
        ),
      )
      expect(uncovered).toEqual([])
    },
  )

  it.each(languages)('has no form in %s that no text has', (language) => {
    const all = templates.flatMap((template) => wordsOf(template, language))
    const unused = textsToRegister([language]).filter((form) =>
      all.every((text) => valuesIn(text, form) === undefined),
    )
    expect(unused).toEqual([])
  })

  it('is a form that a gateway takes: no two variables side by side, none twice', () => {
    const registered = textsToRegister(languages).map((text, at) => ({ id: `SMS_${at}`, text }))
    expect(RegisteredTexts.safeParse(registered).error).toBeUndefined()
    expect(new Set(registered.map(({ text }) => text)).size).toBe(registered.length)
  })
})
