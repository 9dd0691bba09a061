import * as z from 'zod/mini'
import { MatterId } from '../../core/ids.ts'
import type { ContinuesNothing, Loaded, OpensNothing } from '../../core/isolation/decision.ts'
import { climbLadder as decide } from '../../core/isolation/decisions/climb-ladder.ts'
import { echoesDueAgain, echoKey } from '../../core/isolation/decisions/follow-up-unconfirmed.ts'
import type { NextRung } from '../../core/matter/ladder.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand, loadWithMatter } from '../../record/isolation-repository.ts'
import type { Matters } from '../../record/matters.ts'
import { recordedMessages } from '../../record/message-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'

/** The input of every step of the escalation workflow. */
export const LadderInput = z.object({ matterId: MatterId, generation: z.int() })
export type LadderInput = z.infer<typeof LadderInput>

/**
 * Looks at a matter, handles its unconfirmed answers, and moves it to the next rung when that is due. Returns what the
 * workflow does next.
 */
export const climbLadder = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'clock' | 'log'>,
  { matterId, generation }: LadderInput,
): Promise<NextRung> => {
  let next: NextRung = { do: 'settled', at: ports.clock.now() }
  let echoed: readonly string[] = []
  const read = await loadWithMatter(ports, matterId)
  const decideNow = async (
    loaded: Loaded,
    matters: Matters,
  ): Promise<(OpensNothing & ContinuesNothing) | undefined> => {
    const matter = await matters.one(matterId)
    const { state } = matter
    if (matter.generation !== generation || state.name === 'settled') {
      next = { do: 'settled', at: loaded.now }
      return undefined
    }
    echoed = (state.unconfirmed ?? []).map(({ id }) => echoKey(id, 'again'))
    const due = echoesDueAgain(matter, loaded)
    const decided = decide(loaded, matter, await recordedMessages(ports.store, loaded.isolation.id, due))
    next = decided.next
    return decided.decision
  }
  const result = await handleCommand(ports, read.loaded.isolation.id, decideNow, read)
  try {
    await deliverAll(ports, result, result.decision?.messages ?? [])
    // An earlier try may have recorded them and not sent them.
    if (result.decision === undefined) for (const key of echoed) await deliverAgain(ports, result, key)
  } catch (error) {
    // The ladder does not wait for a message: the sweeper sends it.
    ports.log.error('ladder.message-not-sent', { matter: matterId }, error)
  }
  return next
}
