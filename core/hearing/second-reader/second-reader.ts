import type { Danger } from '../../meaning.ts'
import { opinionOf } from './second-model.ts'
import model from './second-reader.json' with { type: 'json' }

/**
 * How likely a model thinks it that a folded text tells of danger in words that the lexicon may not know: learnt from
 * the labelled lines and from texts made of the lexicon by `npm run hear:train`, which also measures it.
 */
export const secondOpinion: (folded: string) => number = opinionOf(model)

/** From where on the opinion is heeded: see docs/decisions/0022. */
export const HEEDED = 0.6

interface FirstHeard {
  readonly dangers: readonly Danger[]
  readonly wordsLeft: boolean
  readonly mayBeDanger: boolean
  /** Nobody wrote this. */
  readonly machine: boolean
}

/**
 * Lets the worker read at once what is left over and may be danger: a person reads it anyway, the question is how soon.
 * Takes nobody away and leaves what was read as it is.
 */
export const withSecondOpinion = <H extends FirstHeard>(heard: H, folded: string, heeded = HEEDED): H =>
  heard.machine || heard.dangers.length > 0 || !heard.wordsLeft || secondOpinion(folded) < heeded
    ? heard
    : { ...heard, mayBeDanger: true }
