import { Need } from '../../meaning.ts'
import { isMark, type Token, valuesOf } from '../tokens/tokens.ts'

const sentences = (tokens: readonly Token[]): Token[][] => {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (isMark(token, 'stop', 'question')) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

const ITEM = 'item '

const THERMOMETER = /^(?:体温计|温度计|体温表|体温枪|额温枪|thermometers?)$/

/** A thing with a wish for it, or its lack, in one sentence: `药 ... 没了`, `need ... rice`. */
export const wantedIn = (tokens: readonly Token[]): Need[] =>
  sentences(tokens).flatMap((sentence) => {
    const values = valuesOf(sentence, 'need')
    const wants = values.includes('want') || values.includes('broken')
    return sentence.flatMap((token, at) => {
      if (!wants && !lacks(sentence, at)) return []
      if (token.is !== 'need' || !token.value.startsWith(ITEM) || THERMOMETER.test(token.text)) return []
      const need = Need.safeParse(token.value.slice(ITEM.length))
      return need.success ? [need.data] : []
    })
  })

const LACK = /^(?:没|没有|没得|冇|无|no|without|莫得|么得)$/

/** `没有 毯子`, `no blanket`. */
const lacks = (sentence: readonly Token[], at: number): boolean => {
  let before = at - 1
  while (sentence[before]?.is === 'mark' && /\s/.test(sentence[before]?.text ?? '')) before -= 1
  return LACK.test(sentence[before]?.text ?? '')
}

export const lacksThermometer = (tokens: readonly Token[]): boolean =>
  sentences(tokens).some((sentence) => {
    const at = sentence.findIndex((token) => token.is === 'need' && THERMOMETER.test(token.text))
    if (at < 0) return false
    const before = sentence[at - 1]
    const without = before?.is === 'denial' && before.value === 'before'
    return without || valuesOf(sentence, 'need').some((value) => value === 'want' || value === 'broken')
  })
