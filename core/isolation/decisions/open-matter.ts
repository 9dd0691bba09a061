import type { UncodedMatter } from '../../aggregate/decision.ts'
import {
  beforeLadder,
  begun,
  type Facts,
  matterIdOf,
  type Opened,
  openedBy,
} from '../../escalation/begin-matter.ts'
import type { HouseholdId, MatterId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import { slotName } from '../calendar.ts'
import type { Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import type { Isolation } from '../isolation.ts'

export interface NewMatter extends Facts {
  readonly household?: HouseholdId
}

const idOf = (isolation: Isolation, { slot, kind }: NewMatter, entry: number): MatterId =>
  matterIdOf(isolation.id, slot === undefined ? { entry } : slotName(isolation, slot), { kind })

const begin = <Code extends Matter['code'] | undefined>(
  loaded: Loaded,
  { household, ...asked }: NewMatter,
  before: number,
  code: Code,
) => {
  const { isolation } = loaded
  const whom = { isolation: isolation.id, ...(household === undefined ? {} : { household }) }
  return begun(idOf(isolation, asked, isolation.entries + before + 1), whom, isolation, loaded, asked, code)
}

/**
 * A matter on its ladder, recorded with the decision that opens it: its execution starts afterwards.
 * @param before events of the same decision after which its entry comes: one without a slot is named after that entry
 */
export const openMatter = (
  loaded: Loaded,
  asked: NewMatter,
  before: readonly IsolationEvent[] = [],
): Opened => {
  const matter: UncodedMatter = {
    ...begin(loaded, asked, before.length, undefined),
    state: beforeLadder(loaded.now),
  }
  return openedBy(matter)
}

/**
 * A matter about a silence that is already looked into: it is recorded, tells nobody, and has the code of the earlier
 * one.
 */
export const joinMatter = (loaded: Loaded, asked: NewMatter, { code }: Matter): Opened<Matter> => {
  const matter: Matter = {
    ...begin(loaded, asked, 0, code),
    state: { name: 'settled', outcome: 'joined', by: 'workflow', at: loaded.now },
  }
  return openedBy(matter)
}
