const LETTERS = 'ABCDEFGH'

/** The letter that tells apart several communities with the same code: `4821B`. */
export const communityLetter = (index: number): string => LETTERS.charAt(index % LETTERS.length)

const behind = (code: string): RegExp => new RegExp(`(?<!\\d)(${code})\\s?([${LETTERS}])(?![A-Z])`, 'iu')

/** The index of the community that the letter after a code means. undefined: there is no letter. */
export const communityMeant = (text: string, code: string): number | undefined => {
  const letter = behind(code).exec(text.normalize('NFKC'))?.[2]
  return letter === undefined ? undefined : LETTERS.indexOf(letter.toUpperCase())
}

export const withoutCommunity = (text: string, code: string): string =>
  text.normalize('NFKC').replace(behind(code), '$1 ')
