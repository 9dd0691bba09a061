import type { Danger } from '../../meaning.ts'
import { opinionOf } from './second-model.ts'
import model from './second-reader.json' with { type: 'json' }

/**
 * How likely a folded text is to speak of danger in words that the lexicon may not know. The model is trained by `npm
 * run hear:train` on the labelled lines and on texts made from the lexicon; the command measures it too.
 */
export const secondOpinion: (folded: string) => number = opinionOf(model)

/** Opinions from here up count: see docs/decisions/0022. */
export const DANGER_THRESHOLD = 0.6

interface FirstHeard {
  readonly dangers: readonly Danger[]
  readonly wordsLeft: boolean
  readonly mayBeDanger: boolean
  /** Nobody wrote this: it is an automatic reply. */
  readonly machine: boolean
}

/**
 * Marks words left over that may mean danger, so that the worker reads them at once. A person reads them anyway; this
 * decides only how soon. Changes nothing of what was read.
 */
export const withSecondOpinion = <H extends FirstHeard>(
  heard: H,
  folded: string,
  heeded = DANGER_THRESHOLD,
): H =>
  heard.machine || heard.dangers.length > 0 || !heard.wordsLeft || secondOpinion(folded) < heeded
    ? heard
    : { ...heard, mayBeDanger: true }
