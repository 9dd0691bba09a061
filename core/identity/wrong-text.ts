/** Left by reading a file in the wrong encoding: replacement characters and lone surrogates. */
const LOST = /[\ufffd\p{Cs}]/u

const REASON = 'holds a sign that was lost when the file was saved or copied: enter it again'

/** What is wrong with the words of a field. undefined: nothing. */
export const wrongWithText = (text: string): string | undefined => (LOST.test(text) ? REASON : undefined)

/** The same for a name, in which a question mark or an empty box means a lost character too. */
export const wrongWithName = (name: string): string | undefined => {
  if (/[?？□■]/u.test(name)) return REASON
  return wrongWithText(name) ?? (/\p{L}/u.test(name) ? undefined : 'expected a name')
}
