import type { IsolationId } from '../../core/ids.ts'
import { fold } from '../../core/isolation/decision.ts'
import type { Correction } from '../../core/isolation/decisions/correct/correction.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import { onceWrite } from '../../record/handle-command.ts'
import { type CommandResult, handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { correctionKey } from '../../record/keys.ts'
import { Matters } from '../../record/matters.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { tryEach } from '../deliver/try-each.ts'
import { startGeneration } from '../restart-execution/restart-execution.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import { decideCorrection } from './decide.ts'

export interface CorrectInput extends Correction {
  readonly by: LedgerEntry['by']
  /** The key of the request: corrections with the same key are made once. */
  readonly inbound: string
}

export type Corrected =
  | { readonly result: 'corrected'; readonly consequences: Consequences }
  | { readonly result: 'corrected_already' | 'nothing_to_correct' }

/**
 * Corrects facts of a person and applies everything that follows.
 * @throws NotFound, CorrectionRejected, NotPossible
 */
export const correct = async (
  ports: CommandPorts & Pick<Ports, 'lookups' | 'ids'>,
  id: IsolationId,
  input: CorrectInput,
): Promise<Corrected> => {
  const once = correctionKey(id, input.inbound)
  let isKnown = false
  let consequences: Consequences | undefined
  const result = await handleCommand(ports, id, async (loaded, matters) => {
    isKnown = (await ports.store.get(once)) !== undefined
    if (isKnown) return undefined
    const decision = await decideCorrection(ports, loaded, matters, input, input.by)
    if (decision === undefined) return undefined
    consequences = consequencesOf(loaded, fold(loaded, decision).isolation, decision)
    return {
      ...decision,
      writes: [...(decision.writes ?? []), onceWrite(once, loaded.now)],
    }
  })
  if (isKnown) await finish(ports, result)
  if (result.decision === undefined || consequences === undefined)
    return { result: isKnown ? 'corrected_already' : 'nothing_to_correct' }
  const { generation } = result.isolation
  const isReplaced = result.decision.events.some(({ type }) => type === 'restarted')
  await tryEach([
    ...(isReplaced ? [() => startGeneration(ports, id, generation)] : []),
    () => applyEffects(ports, result),
  ])
  return { result: 'corrected', consequences }
}

/** Repeats what a crash after recording may have left undone. The sweeper sends messages that wait. */
const finish = async (ports: Pick<Ports, 'executions'>, { isolation }: CommandResult): Promise<void> => {
  if (!isOpen(isolation)) return
  const { id, generation } = isolation
  if (generation > 1) await startGeneration(ports, id, generation)
  await startLaddersAgain(ports, isolation)
}

/** What a correction would change: the same decision, without writing. @throws as {@link correct} */
export const previewCorrection = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  id: IsolationId,
  correction: Correction,
  by: LedgerEntry['by'],
): Promise<Consequences | undefined> => {
  const loaded = await loadIsolation(ports, id)
  const decision = await decideCorrection(ports, loaded, new Matters(ports.store), correction, by)
  return decision === undefined
    ? undefined
    : consequencesOf(loaded, fold(loaded, decision).isolation, decision)
}
