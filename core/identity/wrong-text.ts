/** What a file read in the wrong encoding, or half a sign, leaves behind. */
const LOST = /[\ufffd\p{Cs}]/u

const REASON = 'holds a sign that was lost when the file was saved or copied: enter it again'

/** Why the words of a field cannot be taken. undefined: they can. */
export const wrongWithText = (text: string): string | undefined => (LOST.test(text) ? REASON : undefined)

/** The same for a name, in which a question mark or an empty box stands for a lost sign as well. */
export const wrongWithName = (name: string): string | undefined => {
  if (/[?？□■]/u.test(name)) return REASON
  return wrongWithText(name) ?? (/\p{L}/u.test(name) ? undefined : 'expected a name')
}
