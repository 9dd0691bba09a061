import { clip } from './clip.ts'
import { isBasicGsm } from './sms-segments.ts'

/** Letters that Unicode does not decompose into a plain letter and an accent. */
const PLAIN: { readonly [letter: string]: string } = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', '’': "'" }

const LOST = '\uFFFD'

const plain = (character: string): string => {
  if (isBasicGsm(character)) return character
  const [base = ''] = character.normalize('NFD')
  const letter = PLAIN[base] ?? base
  return isBasicGsm(letter) ? letter : LOST
}

/**
 * A name without the characters that would make an English text UCS-2: accents outside the GSM-7 alphabet are dropped,
 * other scripts become a hyphen (`3栋2单元501` becomes `3-2-501`). May be empty: then the code of the matter has to do.
 */
export const plainLatin = (text: string, longest: number, cut = clip): string => {
  const line = text
    .normalize('NFKC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const written = [...line].map(plain).join('')
  const joined = written.replace(/ *\uFFFD[\uFFFD ]*/g, '-').replace(/^-+|-+$/g, '')
  return cut(joined, longest, '..')
}
