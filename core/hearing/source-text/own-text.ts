import { clean, fold, LONGEST_TEXT } from './normalise-text.ts'
import { ownWords } from './own-words.ts'

/** The sender's own words, in the forms that the readers need. */
export interface OwnText {
  /** As written, on one line, and not longer than LONGEST_TEXT. */
  readonly cleaned: string
  /** In lower case and simplified characters, at the same positions. */
  readonly folded: string
  /** The folded text in full, however long. */
  readonly whole: string
  /** The text was longer than what is read. */
  readonly cut: boolean
  readonly machine: boolean
  readonly quoted: readonly string[]
}

/** `signatures`: those of our own texts. */
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
