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
const HELP = new Set(['HELP', 'INFO'])

export interface Keyword {
  readonly word: string
  readonly action: 'opt_out' | 'opt_in' | 'help'
}

/** The answers of a provider that handles opt-outs. */
export const PROVIDER_ANSWERS: Readonly<Record<Keyword['action'], string>> = {
  opt_out: 'You have been unsubscribed and will receive no further messages. Reply START to resubscribe.',
  opt_in: 'You have been resubscribed.',
  help: 'Reply STOP to unsubscribe. Msg and data rates may apply.',
}

/** The provider acts on a text that begins with one of its keywords, in upper or lower case. */
export const keywordOf = (text: string): Keyword | undefined => {
  const word = /^\s*([a-z-]+)(?![\p{L}\p{N}])/iu.exec(text)?.[1]?.toUpperCase()
  if (word === undefined) return undefined
  if (OPT_OUT.has(word)) return { word, action: 'opt_out' }
  if (OPT_IN.has(word)) return { word, action: 'opt_in' }
  return HELP.has(word) ? { word, action: 'help' } : undefined
}
