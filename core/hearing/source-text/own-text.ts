import { clean, fold, LONGEST_TEXT } from './normalise-text.ts'
import { ownWords } from './own-words.ts'

/** What the sender wrote, as the readers take it. */
export interface OwnText {
  /** As it was written, on one line, and no longer than anybody reports. */
  readonly cleaned: string
  /** In lower case and simplified characters, each in its place. */
  readonly folded: string
  /** The folded text to its end, however long it is. */
  readonly whole: string
  /** Longer than is read. */
  readonly cut: boolean
  readonly machine: boolean
  readonly quoted: readonly string[]
}

/** `signatures`: those our own texts begin with. */
export const ownTextIn = (text: string, signatures: readonly string[]): OwnText => {
  const { text: own, machine, quoted } = ownWords(text, signatures)
  const all = clean(own)
  const cleaned = all.slice(0, LONGEST_TEXT)
  const folded = fold(cleaned)
  return {
    cleaned,
    folded,
    whole: all === cleaned ? folded : fold(all),
    cut: all !== cleaned,
    machine,
    quoted,
  }
}
