import * as z from 'zod/mini'
import { subjectIn } from '../../core/aggregate/subject.ts'
import { echoesDueAgain, echoKey } from '../../core/escalation/follow-up-unconfirmed.ts'
import { climbLadder as climbOfHousehold } from '../../core/household/decisions/matters.ts'
import { MatterId } from '../../core/ids.ts'
import { climbLadder as climbOfIsolation } from '../../core/isolation/decisions/climb-ladder.ts'
import type { NextRung } from '../../core/matter/ladder.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Matters } from '../../record/matters.ts'
import { recordedMessages } from '../../record/message-repository.ts'
import { handleSubject, type LoadedSubject, loadSubjectWithMatter } from '../../record/subject-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'

/** The input of every step of the escalation workflow. */
export const LadderInput = z.object({ matterId: MatterId, generation: z.int() })
export type LadderInput = z.infer<typeof LadderInput>

type Climb<Of, Climbed> = (
  loaded: Of,
  matter: Matter,
  echoes: readonly Message[],
) => { readonly decision: Climbed | undefined; readonly next: NextRung }

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
  const read = await loadSubjectWithMatter(ports, matterId)
  const decideBy =
    <Of extends LoadedSubject, Climbed>(climb: Climb<Of, Climbed>) =>
    async (loaded: Of, matters: Matters): Promise<Climbed | undefined> => {
      const matter = await matters.one(matterId)
      const { state } = matter
      if (matter.generation !== generation || state.name === 'settled') {
        next = { do: 'settled', at: loaded.now }
        return undefined
      }
      echoed = (state.unconfirmed ?? []).map(({ id }) => echoKey(id, 'again'))
      const due = echoesDueAgain(matter, loaded)
      const decided = climb(loaded, matter, await recordedMessages(ports.store, subjectIn(loaded).id, due))
      next = decided.next
      return decided.decision
    }
  const result = await handleSubject(
    ports,
    subjectIn(read.loaded).id,
    { isolation: decideBy(climbOfIsolation), household: decideBy(climbOfHousehold) },
    read,
  )
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
