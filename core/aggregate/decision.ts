import type { Actor, CommunityId, GridId, MatterId } from '../ids.ts'
import type { NextRung } from '../matter/ladder.ts'
import type { Matter } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import type { Write } from '../ports/store.ts'
import type { Instant } from '../time/instant.ts'

/** One line of the append-only record of an aggregate, which adds its id. `entry` counts from 1 without gaps. */
export interface Entry<Event> {
  readonly entry: number
  readonly at: Instant
  readonly by: Actor
  readonly community: CommunityId
  readonly grid: GridId
  readonly ruleBook: number
  /** The version of the rules by which it was decided. */
  readonly decider: number
  readonly event: Event
}

/** A matter that is opened: its code is taken when it is written. */
export type UncodedMatter = Omit<Matter, 'code'> & { readonly code: undefined }

/** A matter's ladder that waits goes on with this because of a decision. If it does not wait, nothing happens. */
export interface LadderGoesOn {
  readonly effect: 'ladder_goes_on'
  readonly matter: MatterId
  readonly next: NextRung
}

/**
 * What a command comes to. The events and the state after them are written in one transaction, with the matters, the
 * messages and `writes`. The effects follow it; the messages are delivered then, and the ladders of new matters begin.
 */
export interface Decision<Event, Effect extends { readonly effect: string } = LadderGoesOn> {
  readonly by: Actor
  readonly events: readonly Event[]
  /** As they are from then on: matters that were read for this decision, and new ones. */
  readonly matters?: readonly (Matter | UncodedMatter)[]
  /** The token of a ladder's task, if it begins to wait with this decision; undefined if its wait is over by itself. */
  readonly ladder?: { readonly matter: MatterId; readonly token: string | undefined }
  readonly messages?: readonly Message[]
  readonly writes?: readonly Write[]
  readonly effects?: readonly (Effect | LadderGoesOn)[]
}

/** How events become entries and change a state. */
interface Folding<State, Event, Line> {
  readonly entry: (state: State, event: Event) => Line
  readonly evolve: (state: State, entry: Line) => State
  /** The last entry, with what only the state after it shows. */
  readonly last?: (entry: Line, after: State) => Line
}

/** The state after these events, with their entries. */
export const fold = <State, Event, Line>(
  state: State,
  events: readonly Event[],
  { entry, evolve, last = (line) => line }: Folding<State, Event, Line>,
): { readonly state: State; readonly entries: readonly Line[] } => {
  let after = state
  const entries: Line[] = []
  events.forEach((event, index) => {
    const line = entry(after, event)
    const written = index === events.length - 1 ? last(line, evolve(after, line)) : line
    after = evolve(after, written)
    entries.push(written)
  })
  return { state: after, entries }
}
