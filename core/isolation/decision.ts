import type { Community } from '../community/community.ts'
import type { IsolationId, MatterId } from '../ids.ts'
import type { NextRung } from '../matter/ladder.ts'
import type { Matter } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import type { Outgoing } from '../message/outgoing.ts'
import type { Write } from '../ports/store.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import { DECIDER_VERSION } from './decider-version.ts'
import type { IsolationEvent, LedgerEntry } from './events.ts'
import { type Awaiting, type Isolation, secondMeasurement } from './isolation.ts'
import { awaitingOf, type Next, planNext } from './plan.ts'
import { evolve } from './state.ts'

/** What every decision is made from. */
export interface Loaded {
  readonly isolation: Isolation
  readonly version: number
  readonly token?: string
  readonly community: Community
  readonly book: RuleBook
  readonly now: Instant
}

/** A matter that is opened: its code is taken when it is written. */
export type UncodedMatter = Omit<Matter, 'code'> & { readonly code: undefined }

/** A workflow that waits, and goes on because of a decision. If it does not wait, nothing happens. */
export type Effect =
  /** The isolation's, with the new plan. */
  | { readonly effect: 'isolation_goes_on' }
  /** A matter's ladder, with this. */
  | { readonly effect: 'ladder_goes_on'; readonly matter: MatterId; readonly next: NextRung }

/**
 * What a command comes to. The events and the state after them are written in one transaction, with the matters, the
 * messages and `writes`. The effects follow it; the messages are delivered then, and the ladders of new matters begin.
 */
export interface Decision {
  readonly by: LedgerEntry['by']
  readonly events: readonly IsolationEvent[]
  /** `keep`: it waits for the same as before. `again`: for what the plan says now. Default: keep. */
  readonly plan?: 'keep' | 'again' | Awaiting
  /** The token of the isolation's task, if it begins to wait with this decision. */
  readonly token?: string
  /** As they are from then on: matters that were read for this decision, and new ones. */
  readonly matters?: readonly (Matter | UncodedMatter)[]
  /** The token of a ladder's task, if it begins to wait with this decision; undefined if its wait is over by itself. */
  readonly ladder?: { readonly matter: MatterId; readonly token: string | undefined }
  readonly messages?: readonly Message[]
  readonly writes?: readonly Write[]
  readonly effects?: readonly Effect[]
}

/** A decision some of whose messages a budget has to pay for. */
export type Unpaid = Omit<Decision, 'messages'> & { readonly messages?: readonly Outgoing[] }

/**
 * Decisions after which less is to be done than `applyEffects` does: no ladder begins, no task goes on, nobody is told. A
 * use case that applies only the rest needs fewer ports, and its decision has to be one of these.
 */
export type OpensNothing = Decision & { readonly matters?: readonly Matter[] }
export type ContinuesNothing = Decision & { readonly effects?: readonly never[] }
export type TellsNobody = Decision & { readonly messages?: readonly never[] }

/** A task that waited until a decision, and what it goes on with. */
export interface TaskAnswer {
  readonly of: IsolationId | MatterId
  readonly token: string
  readonly next: Next | NextRung
}

/** It waited to ask for a second reading, which has come. */
const isStale = (isolation: Isolation): boolean =>
  isolation.awaiting?.for === 'second_measurement' && secondMeasurement(isolation) === undefined

/** The isolation after this decision, with the entries; the last entry says what it waits for from then on. */
export const fold = (
  loaded: Loaded,
  decision: Pick<Decision, 'by' | 'events' | 'plan'>,
): { isolation: Isolation; entries: LedgerEntry[] } => {
  const { now: at, book } = loaded
  let isolation = loaded.isolation
  const entries: LedgerEntry[] = []
  const last = decision.events.length - 1
  decision.events.forEach((event, index) => {
    const entry: LedgerEntry = {
      isolation: isolation.id,
      entry: isolation.entries + 1,
      at,
      by: decision.by,
      community: isolation.community,
      grid: isolation.grid,
      ruleBook: isolation.ruleBook,
      decider: DECIDER_VERSION,
      event,
    }
    const after = evolve(isolation, entry)
    const asked = decision.plan ?? 'keep'
    const plan = asked === 'keep' && isStale(after) ? 'again' : asked
    if (index === last && plan !== 'keep') {
      const awaiting = plan === 'again' ? awaitingOf(planNext(after, book, at)) : plan
      const decided = { ...entry, awaiting }
      isolation = evolve(isolation, decided)
      entries.push(decided)
    } else {
      isolation = after
      entries.push(entry)
    }
  })
  return { isolation, entries }
}
