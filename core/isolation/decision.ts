import { DECIDER_VERSION } from '../aggregate/decider-version.ts'
import type { LadderGoesOn } from '../aggregate/decision.ts'
import * as aggregate from '../aggregate/decision.ts'
import type { Community } from '../community/community.ts'
import type { IsolationId, MatterId } from '../ids.ts'
import type { NextRung } from '../matter/ladder.ts'
import type { Matter } from '../matter/matter.ts'
import type { Outgoing } from '../message/outgoing.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
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

/** A workflow that waits, and goes on because of a decision. If it does not wait, nothing happens. */
export type Effect =
  /** The isolation's, with the new plan. */
  { readonly effect: 'isolation_goes_on' } | LadderGoesOn

/** What a command comes to: see core/aggregate/decision.ts. */
export interface Decision extends aggregate.Decision<IsolationEvent, Effect> {
  /** `keep`: it waits for the same as before. `again`: for what the plan says now. Default: keep. */
  readonly plan?: 'keep' | 'again' | Awaiting
  /** The token of the isolation's task, if it begins to wait with this decision. */
  readonly token?: string
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
  { isolation, book, now: at }: Loaded,
  { by, events, plan: asked = 'keep' }: Pick<Decision, 'by' | 'events' | 'plan'>,
): { readonly isolation: Isolation; readonly entries: readonly LedgerEntry[] } => {
  const { state, entries } = aggregate.fold<Isolation, IsolationEvent, LedgerEntry>(isolation, events, {
    entry: ({ id, entries: before, community, grid, ruleBook }, event) => ({
      isolation: id,
      entry: before + 1,
      at,
      by,
      community,
      grid,
      ruleBook,
      decider: DECIDER_VERSION,
      event,
    }),
    evolve,
    last: (entry, after) => {
      const plan = asked === 'keep' && isStale(after) ? 'again' : asked
      if (plan === 'keep') return entry
      return { ...entry, awaiting: plan === 'again' ? awaitingOf(planNext(after, book, at)) : plan }
    },
  })
  return { isolation: state, entries }
}
