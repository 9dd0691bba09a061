const LETTERS = 'ABCDEFGH'

/** The letter by which one of several communities with the same code is told from the others: `4821B`. */
export const communityLetter = (index: number): string => LETTERS.charAt(index % LETTERS.length)

const behind = (code: string): RegExp => new RegExp(`(?<!\\d)(${code})\\s?([${LETTERS}])(?![A-Z])`, 'iu')

/** Which of the communities a text means by the letter behind its code. undefined: it has none. */
export const communityMeant = (text: string, code: string): number | undefined => {
  const letter = behind(code).exec(text.normalize('NFKC'))?.[2]
  return letter === undefined ? undefined : LETTERS.indexOf(letter.toUpperCase())
}

/** The text without that letter, as it is read on. */
export const withoutCommunity = (text: string, code: string): string =>
  text.normalize('NFKC').replace(behind(code), '$1 ')
