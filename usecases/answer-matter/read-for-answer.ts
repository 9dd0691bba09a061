import { confirm } from '../../core/household/decisions/confirmed.ts'
import type { Actor } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import {
  needsOthers,
  type ReadForAnswer,
  tellsHousehold,
} from '../../core/isolation/decisions/answer-matter.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Effect } from '../../core/matter/matter-answers.ts'
import type { Store, Write } from '../../core/ports/store.ts'
import { householdBeside, householdWrites } from '../../record/household-repository.ts'
import type { Matters } from '../../record/matters.ts'

/** Written together with the doctor's answer, so that the household is told even after a crash. */
export const toTellHousehold = async (store: Store, loaded: Loaded, by: Actor): Promise<Write[]> => {
  const { id, household } = loaded.isolation
  return householdWrites(await householdBeside(store, household, loaded), confirm(id, by))
}

/** Reads what the effect of this answer needs. */
export const readForAnswer = async (
  store: Store,
  loaded: Loaded,
  matters: Matters,
  { id }: Matter,
  effect: Effect,
  by: Actor,
): Promise<ReadForAnswer> => {
  const { isolation } = loaded
  const others = openMatters(isolation).filter((one) => one.id !== id)
  return {
    others: needsOthers(effect) ? await matters.each(others) : [],
    household: tellsHousehold(effect) && isOpen(isolation) ? await toTellHousehold(store, loaded, by) : [],
  }
}
