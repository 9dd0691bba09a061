import { clip } from './clip.ts'
import { isBasicGsm } from './sms-segments.ts'

/** Letters that Unicode does not take apart into a plain letter and an accent. */
const PLAIN: { readonly [letter: string]: string } = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', '’': "'" }

const LOST = '\uFFFD'

const plain = (character: string): string => {
  if (isBasicGsm(character)) return character
  const [base = ''] = character.normalize('NFD')
  const letter = PLAIN[base] ?? base
  return isBasicGsm(letter) ? letter : LOST
}

/**
 * What of a name can stand in an English text without making all of it UCS-2: accents the alphabet of GSM-7 lacks are
 * dropped, other scripts leave a hyphen between what remains (`3栋2单元501` becomes `3-2-501`). Empty when nothing
 * remains: then the code of the matter has to do.
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
