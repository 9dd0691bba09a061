import type { IsolationId, MatterId } from '../../core/ids.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import { effectOf } from '../../core/matter/matter-answers.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { handleCommand, keptFor, loadIsolation } from '../../record/isolation-repository.ts'

/** Kinds of matter in which somebody is looked for. */
export const isSearch = (kind: MatterKind): boolean =>
  effectOf(kind, 'not_at_home')?.effect === 'confirm_absence'

/** The open matter in which the returnee is looked for, or a new visit. undefined: the isolation is over. */
export const searchMatter = async (
  ports: Ports,
  isolation: IsolationId,
  by: LedgerEntry['by'],
): Promise<MatterId | undefined> => {
  const loaded = await loadIsolation(ports, isolation)
  const open = openMatters(loaded.isolation).find(({ kind }) => isSearch(kind))
  if (open !== undefined) return open.id
  if (!isOpen(loaded.isolation)) return undefined
  const result = await handleCommand(ports, isolation, (current) => {
    const opened = openMatter(current, { kind: 'visit' })
    return {
      by,
      events: [opened.event],
      matters: [opened.matter],
    }
  })
  return result.opened[0]?.id
}

/**
 * The matter that an answer belongs to, over any channel: a joined matter is answered at the one it joined; an absence
 * seen after the matter was settled opens a new one.
 */
export const matterToAnswer = async (
  ports: Ports,
  { id, kind, state, isolation, grid }: Matter,
  answer: Answer,
  by: LedgerEntry['by'],
): Promise<MatterId> => {
  if (state.name === 'open') return id
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
