import type { HouseholdId, IsolationId } from '../../ids.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { ContinuesNothing, Decision, Loaded } from '../decision.ts'
import { isOpen } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** What falls to one member of the household of a confirmed case. */
export interface HouseholdPart {
  /** The confirmed case. */
  readonly of: IsolationId
  readonly household: HouseholdId
  /** The household's one matter for the grid worker belongs to this member. */
  readonly isFirst: boolean
  /** The household's one message to this phone goes to this member. */
  readonly isTold: boolean
}

export const confirmedKey = (of: IsolationId): string => `household-confirmed-${of}`

/** A member of the household is confirmed: from now on any fever or symptom is red. undefined: known, or over. */
export const becomeCloseContact = (loaded: Loaded, part: HouseholdPart): ContinuesNothing | undefined => {
  const { isolation, now } = loaded
  const { of, household, isFirst, isTold } = part
  if (!isOpen(isolation) || isolation.closeContactOf?.isolation === of) return undefined
  const by = 'workflow'
  const flagged = { type: 'became_close_contact', isolation: of } as const
  const messages = isTold ? [messageToResident(confirmedKey(of), now, 'household_confirmed', {})] : []
  if (!isFirst) return { by, events: [flagged], messages }
  const opened = openMatter(loaded, { kind: 'visit', household }, [flagged])
  return { by, events: [flagged, opened.event], messages, matters: [opened.matter] }
}

/** Somebody was confirmed in error. undefined: that made nobody of this isolation a close contact. */
export const noCloseContact = ({ isolation }: Loaded, of: IsolationId): Decision | undefined =>
  isolation.closeContactOf?.isolation === of
    ? { by: 'workflow', events: [{ type: 'no_close_contact', isolation: of }] }
    : undefined
