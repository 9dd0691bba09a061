import type { LoadedHousehold } from '../../core/household/decision.ts'
import { addWords, openMatter } from '../../core/household/decisions/matters.ts'
import type { Actor, HouseholdId } from '../../core/ids.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Danger } from '../../core/meaning.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { type HouseholdResult, handleHouseholdCommand } from '../../record/household-repository.ts'
import { heardKey } from '../../record/keys.ts'
import type { Matters } from '../../record/matters.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { startHouseholdLadders } from '../start-ladders/start-ladders.ts'

/** A matter about a home, and the received message whose words it quotes. */
export interface AboutHome {
  readonly kind: MatterKind
  readonly danger?: Danger
  readonly inbound: string
  readonly by: Actor
}

/** The matter that says the same already: the words are added to it while it is open. undefined: none. */
export type SameAs = (loaded: LoadedHousehold, matters: Matters) => Promise<Matter | undefined>

/** Opens a matter about a home, once for each message and kind. Safe to repeat. */
export const openHouseholdMatter = async (
  ports: CommandPorts,
  id: HouseholdId,
  { by, ...asked }: AboutHome,
  sameAs: SameAs = async () => undefined,
): Promise<HouseholdResult> => {
  const result = await handleHouseholdCommand(
    ports,
    id,
    async (loaded, matters) => {
      const known = await sameAs(loaded, matters)
      return known === undefined ? openMatter(loaded, asked, by) : addWords(known, asked.inbound, by)
    },
    { once: heardKey(id, asked.kind, asked.inbound) },
  )
  // An earlier try may have recorded it and crashed before its ladder began.
  if (result.decision === undefined) await startHouseholdLadders(ports, result.household)
  else await applyEffects(ports, result)
  return result
}
