import machines from '../lexicon/machines.json' with { type: 'json' }

/** The sender's words, without what a phone, a provider or a quotation added. */
export interface OwnWords {
  readonly text: string
  /** What was removed, in the order of the text. */
  readonly quoted: readonly string[]
  /** An automatic reply, or one of our own texts sent back. */
  readonly machine: boolean
}

const QUOTED_LINE = /^\s*(?:>|&gt;|＞|回复[:：]\s*【|转发[:：]\s*【|(?:fw|fwd|re)[:：].*(?:【|报体温|体温))/i
const SIGNATURE_LINE = /^\s*--\s*$/
const APPENDED = new RegExp(`[【\\[(（](?:${machines.signatures.join('|')})[^】\\])）]*[】\\])）]`, 'giu')
const REACTION = /^(?:loved|liked|laughed at|emphasi[sz]ed|disliked|questioned|赞了|回应了)\s*[“"「]/i
const REPLY_QUOTE = /[「“][^」”]*[」”]\s*(?:\n|-{3,}|$)/gu

const isAuto = (text: string): boolean => {
  const folded = text.toLowerCase()
  return machines.autoReplies.some((words) => folded.includes(words))
}

/** 【六清】 and what follows: one of our own texts, whole or in part. */
const ours = (signatures: readonly string[]): RegExp =>
  new RegExp(`(?:【(?:${signatures.join('|')})】|^(?:${signatures.join('|')})[】:])`, 'i')

/**
 * Separates the sender's words from what was quoted or added: quoted lines, our signature and the words after it, the
 * signature of a phone, a shop or an app. `signatures`: those of our own texts.
 */
export const ownWords = (text: string, signatures: readonly string[]): OwnWords => {
  const quoted: string[] = []
  const take = (part: string): string => {
    if (part.trim() !== '') quoted.push(part.trim())
    return ' '
  }
  if (REACTION.test(text.trim()) || isAuto(text)) return { text: '', quoted: [text.trim()], machine: true }
  const lines: string[] = []
  let signature = false
  for (const line of text.split(/\r?\n/)) {
    signature ||= SIGNATURE_LINE.test(line)
    if (signature || QUOTED_LINE.test(line)) take(line)
    else lines.push(line)
  }
  const mark = ours(signatures)
  const kept = lines
    .join('\n')
    .replace(APPENDED, take)
    .replace(REPLY_QUOTE, (part) => (/请|回复|reply|体温|例如|like/i.test(part) ? take(part) : part))
  const at = kept.search(mark)
  if (at < 0) return { text: kept, quoted, machine: kept.trim() === '' && quoted.length > 0 }
  // Our words reach to the end of their line; what was written above or below is the sender's.
  const end = kept.indexOf('\n', at)
  const rest = `${kept.slice(0, at)} ${end < 0 ? '' : kept.slice(end)}`
  take(kept.slice(at, end < 0 ? undefined : end))
  return { text: rest, quoted, machine: rest.trim() === '' }
}
