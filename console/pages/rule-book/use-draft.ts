import { useState } from 'react'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { Draft, draftOf } from './rule-book-draft.ts'

const keyOf = (stage: string): string => `sixclear.rule-book-draft.${stage}`

const kept = (key: string): Draft | undefined => {
  try {
    return Draft.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}

export interface DraftKept {
  readonly draft?: Draft
  readonly begin: (book: RuleBook) => void
  readonly change: (draft: Draft) => void
  readonly discard: () => void
}

/** The draft of a stage on this device. It survives a reload. A rule book contains no personal data. */
export const useDraft = (stage: string): DraftKept => {
  const key = keyOf(stage)
  const [draft, setDraft] = useState(() => kept(key))
  const change = (next: Draft) => {
    setDraft(next)
    localStorage.setItem(key, JSON.stringify(next))
  }
  return {
    ...(draft === undefined ? {} : { draft }),
    change,
    begin: (book) => change(draftOf(book)),
    discard: () => {
      setDraft(undefined)
      localStorage.removeItem(key)
    },
  }
}
