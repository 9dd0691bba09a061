import type { Danger, Need, Question, Symptom } from '../meaning.ts'
import type { When } from '../time/half-day.ts'

/** One report in a text: of whom, for when, and what. */
export interface HeardReport {
  readonly letter: string
  /** undefined: measured just now. */
  readonly when?: When
  /** Tenths of a degree Celsius. */
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
}

/** What has to be asked back instead of guessed. */
export type Doubt =
  | {
      readonly ask: 'confirm'
      readonly letter: string
      readonly tenths: number
      readonly when?: When
      readonly symptoms: readonly Symptom[]
      /** false: the number may be no temperature at all. */
      readonly sure?: false
      /** The same question as before: its answer was not understood. */
      readonly again?: true
    }
  /** Several numbers; only one of them can be the temperature. */
  | { readonly ask: 'which'; readonly tenths: readonly number[] }
  | { readonly ask: 'who' }
  | { readonly ask: 'when' }
  /** `well`: the text says that all is well, but gives no number. */
  | { readonly ask: 'again'; readonly well?: true }
  | { readonly ask: 'out_of_range'; readonly tenths: number }

/** A part of the text and how it was read. `left over`: not understood. */
export interface AccountedPart {
  readonly text: string
  readonly as: string
}

/** What a text says, with every part of it accounted for. */
export interface Heard {
  readonly reports: readonly HeardReport[]
  readonly doubt?: Doubt
  readonly dangers: readonly Danger[]
  /** Somebody at home who does not use this phone has a fever. */
  readonly feverOfAnother: boolean
  readonly needs: readonly Need[]
  readonly noThermometer: boolean
  readonly question?: Question
  readonly order?: 'stop' | 'start' | 'help' | 'wrong_number' | 'moved_away'
  /** The answer to an open question. */
  readonly answer?: 'yes' | 'no'
  /** Says yes, and nothing else. */
  readonly justYes: boolean
  /** Says that all is well. */
  readonly saysWell: boolean
  /** An automatic reply, or one of our own texts: nobody said anything. */
  readonly machine: boolean
  /** Unknown words are left over, and a person must read them. */
  readonly wordsLeft: boolean
  /** The unknown words may mean danger: a person must read them now. */
  readonly mayBeDanger: boolean
  /** The words left over, as they were written. */
  readonly left: readonly string[]
  readonly account: readonly AccountedPart[]
}

/** The result for a text that says nothing. */
export const nothingHeard: Heard = {
  reports: [],
  dangers: [],
  feverOfAnother: false,
  needs: [],
  noThermometer: false,
  justYes: false,
  saysWell: false,
  machine: false,
  wordsLeft: false,
  mayBeDanger: false,
  left: [],
  account: [],
}
