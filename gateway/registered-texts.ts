import * as z from 'zod/mini'

/** `请量{slot}体温`: fixed words, and variables with something fixed between them. */
const Form = z.string().check(
  z.minLength(1),
  z.refine((form) => !/\}\{/.test(form), 'two variables need something between them'),
  z.refine(
    (form) => new Set(variablesOf(form)).size === variablesOf(form).length,
    'a variable is there twice',
  ),
)

/** A text as the gateway's operator has approved it, without the signature, and the id that it has there. */
export const RegisteredText = z.strictObject({ id: z.string().check(z.minLength(1)), text: Form })
export type RegisteredText = z.infer<typeof RegisteredText>

export const RegisteredTexts = z.array(RegisteredText)

const VARIABLE = /\{(\w+)\}/g

const variablesOf = (form: string): string[] => [...form.matchAll(VARIABLE)].map(([, name = '']) => name)

const fixedPartsOf = (form: string): string[] => form.split(/\{\w+\}/)

/** How much of a form is fixed: the more, the closer it describes a text. */
const fixed = ({ text }: RegisteredText): number => fixedPartsOf(text).join('').length

/** The values with which a form gives this text; none is empty. undefined: it never does. */
export const valuesIn = (text: string, form: string): Readonly<Record<string, string>> | undefined => {
  const names = variablesOf(form)
  const [head = '', ...parts] = fixedPartsOf(form)
  if (!text.startsWith(head)) return undefined
  if (parts.length === 0) return text === form ? {} : undefined
  const values: Record<string, string> = {}
  let from = head.length
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    const to = isLast ? text.length - part.length : text.indexOf(part, from + 1)
    if (to <= from || !text.startsWith(part, to)) return undefined
    values[names[index] ?? ''] = text.slice(from, to)
    from = to + part.length
  }
  return values
}

export interface AsRegistered {
  readonly id: string
  readonly values: Readonly<Record<string, string>>
}

/** Finds the registered text that says the most of a text by itself. undefined: nobody has registered it. */
export const registry = (texts: readonly RegisteredText[]): ((text: string) => AsRegistered | undefined) => {
  const closestFirst = texts.toSorted((a, b) => fixed(b) - fixed(a))
  return (text) => {
    for (const { id, text: form } of closestFirst) {
      const values = valuesIn(text, form)
      if (values !== undefined) return { id, values }
    }
    return undefined
  }
}
