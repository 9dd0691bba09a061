export interface SignedWords {
  /** undefined: none is in front. */
  readonly signature: string | undefined
  readonly words: string
}

/** The community's signature in front of a message, as `render` puts it there, and the rest. */
export const signatureIn = (text: string, language: string): SignedWords => {
  const found = (language === 'zh-CN' ? /^【([^】]+)】([\s\S]+)$/ : /^([A-Za-z0-9 ]{1,16}): ([\s\S]+)$/).exec(
    text,
  )
  return found === null
    ? { signature: undefined, words: text }
    : { signature: found[1], words: found[2] ?? '' }
}
