import type { Danger } from '../domain/meaning.ts'
import { type Opinion, opinionsOf } from './second-model.ts'
import model from './second-reader.json' with { type: 'json' }

/**
 * What a model thinks of a folded text that the lexicon may not know: learnt from the labelled lines and from texts made
 * of the lexicon by `npm run hear:train`, which also measures it.
 */
export const secondOpinion: (folded: string) => Opinion = opinionsOf(model)

/** From where on an opinion is heeded. */
export interface Thresholds {
  /** A person within the half-day. */
  readonly person: number
  /** Danger, where words are left over: a person reads them anyway, the question is how soon. */
  readonly danger: number
}

/** Measured in five-fold cross-validation: missed danger is halved, and under 2 % more of plain lines are told to somebody. */
export const HEEDED: Thresholds = { person: 0.9, danger: 0.6 }

interface FirstHeard {
  readonly dangers: readonly Danger[]
  readonly wordsLeft: boolean
  /** Nobody wrote this. */
  readonly machine: boolean
}

/** Adds a person where the second reader wants one. Takes none away and leaves what was read as it is. */
export const withSecondOpinion = <H extends FirstHeard>(
  heard: H,
  folded: string,
  heeded: Thresholds = HEEDED,
): H => {
  if (heard.machine || heard.dangers.length > 0) return heard
  const { person, danger } = secondOpinion(folded)
  if (heard.wordsLeft && danger >= heeded.danger) return { ...heard, dangers: ['other'], wordsLeft: true }
  return person >= heeded.person ? { ...heard, wordsLeft: true } : heard
}
