import type { Danger, Need, Question, Symptom } from '../meaning.ts'
import type { When } from '../isolation/judge-report.ts'

/** One report that a text makes: of whom, for when, and what. */
export interface HeardReport {
  readonly letter: string
  /** undefined: just measured. */
  readonly when?: When
  /** Tenths of a degree Celsius. */
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
}

/** What must be asked back, because it is not guessed. */
export type Doubt =
  | {
      readonly ask: 'confirm'
      readonly letter: string
      readonly tenths: number
      readonly when?: When
      readonly symptoms: readonly Symptom[]
      /** false: it may as well be no temperature at all. */
      readonly sure?: false
      /** The same question as before, because it was not understood. */
      readonly again?: true
    }
  /** Several numbers, and only one can be it. */
  | { readonly ask: 'which'; readonly tenths: readonly number[] }
  | { readonly ask: 'who' }
  | { readonly ask: 'when' }
  /** `well`: all is said to be well, and no number. */
  | { readonly ask: 'again'; readonly well?: true }
  | { readonly ask: 'out_of_range'; readonly tenths: number }

/** A part of the text and what it was taken for. `left over`: nothing known. */
export interface AccountedPart {
  readonly text: string
  readonly as: string
}

/** What a text says, with every part of it accounted for. */
export interface Heard {
  readonly reports: readonly HeardReport[]
  readonly doubt?: Doubt
  readonly dangers: readonly Danger[]
  /** Somebody at home who is not on this phone has a fever. */
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
  /** A machine's words or our own: nothing was said. */
  readonly machine: boolean
  /** Words are left over that a person must read. */
  readonly wordsLeft: boolean
  /** Danger may stand between the words that are left over: somebody reads them now. */
  readonly mayBeDanger: boolean
  /** What words were left over, as they were written. */
  readonly left: readonly string[]
  readonly account: readonly AccountedPart[]
}

/** Of a text in which nothing was said. */
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
