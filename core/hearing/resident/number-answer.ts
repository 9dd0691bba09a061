/** The answer of the owner of a new number. `letter`: the person it is about, if there are several. */
export interface NumberAnswer {
  readonly says: 'yes' | 'no'
  readonly letter?: string
}

const YES =
  /^(?:是|是的|是我|是我的|是我的号|是我的号码|是本人|我是|对|对的|没错|正确|确认|确定|1|yes|y|yep|yeah|yes it is|it is|correct|right|that is right|confirm|confirmed)$/
const NO =
  /^(?:不是|不是的|不是我|不是我的|不是本人|我不是|否|不|不对|错了|错的|打错了|发错了|号码错了|号错了|不认识|不认识这个人|没有这个人|没这个人|2|no|n|nope|no it is not|it is not|not me|wrong|wrong number|incorrect)$/
const KIND =
  /^(?:您好|你好|谢谢|谢谢您|谢谢你|多谢|辛苦了|hi|hello|thanks|thank you|please|sorry|抱歉|不好意思)$/

/** A letter alone or directly before the answer: `B`, `B是`, `b: yes`. A lone `n` or `y` is an answer. */
const LETTER = /^([a-z])(?=$|[\s:.、]|[^a-z\s])[\s:.、]*/

/**
 * Reads an answer only if the text says nothing else: anything more does not confirm a number. undefined: no answer.
 */
export const numberAnswer = (text: string, letters: readonly string[]): NumberAnswer | undefined => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\bit's\b/g, 'it is')
    .replace(/\bthat's\b/g, 'that is')
    .trim()
  const named = LETTER.exec(plain)
  const letter = named?.[1]?.toUpperCase()
  const isNamed = letter !== undefined && letters.includes(letter) && !/^[ny][\s,.!。，！]*$/.test(plain)
  const said = (isNamed ? plain.slice(named?.[0].length) : plain)
    .split(/[,，.。!！;；:：、"“”\n]+/)
    .map((piece) => piece.trim().replace(/[啊呀呢哦吧]$/, ''))
    .filter((piece) => piece !== '' && !KIND.test(piece))
  const [first] = said
  if (first === undefined) return undefined
  const whose = isNamed ? { letter } : {}
  // A question such as "Is it?" is no yes.
  if (/[?？吗]/.test(plain)) return undefined
  if (said.every((piece) => YES.test(piece))) return { says: 'yes', ...whose }
  return said.every((piece) => NO.test(piece)) ? { says: 'no', ...whose } : undefined
}
