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
import { householdWrite, loadHousehold } from '../../record/household-repository.ts'
import type { Matters } from '../../record/matters.ts'

/** Written together with the doctor's answer, so that the household is told even after a crash. */
export const toTellHousehold = async (store: Store, { isolation, now: at }: Loaded): Promise<Write[]> => {
  const { id, household } = isolation
  const home = await loadHousehold(store, household)
  return [householdWrite(household, home, { ...home.household, confirmed: { isolation: id, at } })]
}

/** Reads what the effect of this answer needs. */
export const readForAnswer = async (
  store: Store,
  loaded: Loaded,
  matters: Matters,
  { id }: Matter,
  effect: Effect,
): Promise<ReadForAnswer> => {
  const { isolation } = loaded
  const others = openMatters(isolation).filter((one) => one.id !== id)
  return {
    others: needsOthers(effect) ? await matters.each(others) : [],
    household: tellsHousehold(effect) && isOpen(isolation) ? await toTellHousehold(store, loaded) : [],
  }
}
