import type { IsolationId, MatterId } from '../../core/ids.ts'
import { lookForReturnee, openSearch } from '../../core/isolation/decisions/look-for-returnee.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import { effectOf } from '../../core/matter/matter-answers.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand, keptFor } from '../../record/isolation-repository.ts'

/** The open matter in which the returnee is looked for, or a new visit. undefined: the isolation is over. */
export const searchMatter = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  isolation: IsolationId,
  by: LedgerEntry['by'],
): Promise<MatterId | undefined> => {
  const result = await handleCommand(ports, isolation, (loaded) => lookForReturnee(loaded, by))
  return openSearch(result.isolation)?.id
}

/**
 * The matter that an answer belongs to, over any channel: a joined matter is answered at the one it joined; an absence
 * seen after the matter was settled opens a new one.
 */
export const matterToAnswer = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { id, kind, state, isolation, grid }: Matter,
  answer: Answer,
  by: LedgerEntry['by'],
): Promise<MatterId> => {
  if (state.name === 'open' || isolation === undefined) return id
  const kept = await keptFor(ports.store, isolation)
  // Matters of another grid are for others to answer.
  if (kept.id !== isolation && kept.grid !== grid) return id
  if (state.outcome === 'joined') {
    const same = openMatters(kept).find((open) => open.kind === kind)
    if (same !== undefined) return same.id
  }
  const isAbsence = effectOf(kind, answer)?.effect === 'confirm_absence'
  return isAbsence ? ((await searchMatter(ports, kept.id, by)) ?? id) : id
}
