import type { SlotId } from '../../core/domain/ids.ts'
import { openMatters, type PromptDelivery } from '../../core/domain/isolation.ts'
import type { Store } from '../../core/ports/store.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import type { Change, Loaded } from '../../record/isolation-record.ts'

/**
 * People who look into a silence go by the newest slot that nobody answered: what is known now of its prompt becomes
 * what their matter says. A slot before it changes nothing any more.
 */
export const goesBy = async (
  store: Store,
  { isolation }: Pick<Loaded, 'isolation'>,
  slot: SlotId,
  prompt: PromptDelivery,
): Promise<Required<Pick<Change, 'happenings' | 'matters'>>> => {
  const known = isolation.slots[slot]
  const newer = Object.values(isolation.slots).some(
    (other) => other.state === 'missed' && known?.state === 'missed' && other.at > known.at,
  )
  if (newer) return { happenings: [], matters: [] }
  const own = known?.state === 'missed' ? known.matter : undefined
  const open = openMatters(isolation).filter(({ id, kind }) => kind === 'silence' || id === own)
  const matters = await Promise.all(open.map(({ id }) => loadEscalation(store, id)))
  const changed = matters.filter(({ escalation }) => escalation.prompt !== prompt)
  return {
    happenings: changed.map(({ escalation: { id } }) => ({
      what: 'delivery known',
      slot,
      matter: id,
      prompt,
    })),
    matters: changed.map(({ escalation, ...stored }) => ({
      ...stored,
      escalation: { ...escalation, prompt },
    })),
  }
}
