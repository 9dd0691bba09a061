// https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html
const OPT_OUT = new Set([
  'ARRET',
  'CANCEL',
  'END',
  'OPT-OUT',
  'OPTOUT',
  'QUIT',
  'REMOVE',
  'STOP',
  'TD',
  'UNSUBSCRIBE',
])
const OPT_IN = new Set(['START', 'UNSTOP'])

export interface Keyword {
  readonly word: string
  readonly action: 'opt out' | 'opt in'
}

/** The provider acts on a text that begins with one of its keywords, in any case of letters, whatever follows. */
export const keywordOf = (text: string): Keyword | undefined => {
  const word = /^\s*([a-z-]+)(?![\p{L}\p{N}])/iu.exec(text)?.[1]?.toUpperCase()
  if (word === undefined) return undefined
  if (OPT_OUT.has(word)) return { word, action: 'opt out' }
  return OPT_IN.has(word) ? { word, action: 'opt in' } : undefined
}
