import type { AccountedPart } from '../heard.ts'
import { isLatinName } from './spoken-names.ts'
import type { Token } from './tokens.ts'

/**
 * Whether a person must read the unknown words. A single letter, a mark or a smile is no reason; beside a reading
 * neither are two characters or one word, nor a name such as `Chen Jie`.
 */
export const mustBeRead = (left: readonly string[], besideReading: boolean): boolean => {
  const han = left.join('').match(/\p{Script=Han}/gu)?.length ?? 0
  const words = left.join(' ').match(/[a-z]{3,}/gi) ?? []
  const latin = words.filter((word) => !(besideReading && isLatinName(word))).length
  return besideReading ? han >= 3 || latin >= 2 : han >= 1 || latin >= 1
}

/** Every part of a text and how it was read. */
export const accountOf = (cleaned: string, tokens: readonly Token[]): AccountedPart[] =>
  tokens.flatMap((token) => {
    if (token.is === 'mark') return []
    const value = 'value' in token ? `: ${token.value}` : token.is === 'name' ? `: ${token.letter}` : ''
    const as =
      token.is === 'unknown'
        ? 'left over'
        : token.is === 'reading'
          ? `reading: ${token.candidate.tenths} (${token.candidate.form})`
          : `${token.is}${value}`
    return [{ text: cleaned.slice(token.from, token.to), as }]
  })
