import type { Community } from '../../../core/community/community.ts'
import type { IsolationId } from '../../../core/ids.ts'
import type { Workflow } from '../../../core/ports/executions.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import type { MessageLog } from './message-log.ts'

/** What must hold of every system at every moment between two events. */
export type Invariant =
  | 'the stored isolation is the fold of its ledger'
  | 'the matters are those of the ledger'
  | 'every slot due is reported, late, missed or excused'
  | 'every missed slot has exactly one matter'
  | 'no prompt is sent twice'
  | 'nobody is disturbed at night'
  | 'nobody is released too early'
  | 'nobody is released with an open matter'
  | 'everyone registered is open, released or ended'
  | 'everyone is known by every fact of theirs'
  | 'one person is in isolation once'
  | 'a household is the fold of its ledger, and has its members'
  | 'everyone open is looked after'
  | 'every open matter has an owner or a time'
  | 'every fever or symptom has a matter'
  | 'no grave act by one text'
  | 'the police hear of what was seen, of a delivered prompt, or from the office'
  | 'the same answer by text and over HTTP'
  | 'every fever or symptom is told in words'
  | 'words left over reach a person'
  | 'nothing is recorded from a stale yes'
  | 'the line names exactly those whose time is over'

export interface Violation {
  readonly invariant: Invariant
  readonly isolation?: IsolationId
  /** What is wrong, in words, ids only. */
  readonly what: string
  /**
   * Versions of the rules, other than those of this code, by which entries of this isolation were decided. Absent: this
   * code's rules have decided all of it, so it is a fault and not a changed rule.
   */
  readonly decidersBefore?: readonly number[]
}

/** One isolation, and everything needed to check it. */
export interface CheckedIsolation {
  readonly history: IsolationHistory
  readonly community: Community
  readonly book: RuleBook
  readonly now: Instant
  /** How long the work of an instant may take, in milliseconds. */
  readonly grace: number
  /** How late somebody may have been told. */
  readonly patience: number
  readonly running: Readonly<Record<Workflow, ReadonlySet<string>>>
  readonly texts: MessageLog
}

export type Check = (checked: CheckedIsolation) => Iterable<Omit<Violation, 'isolation'>>

export const violationInWords = ({ invariant, isolation, what, decidersBefore }: Violation): string => {
  const rules =
    decidersBefore === undefined
      ? ''
      : ` (decided by rules of version ${decidersBefore.join(', ')} too: a rule may have changed since)`
  return `${invariant}: ${isolation ?? ''} ${what}${rules}`
}
