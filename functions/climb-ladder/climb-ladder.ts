import * as z from 'zod/mini'
import { staffFor } from '../../core/domain/community.ts'
import type { Escalation } from '../../core/domain/escalation.ts'
import { EscalationId } from '../../core/domain/ids.ts'
import { secondsUntil } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { climb, type NextRung, rolesOf } from '../../core/rules/ladder.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { changeIsolation } from '../../record/isolation-record.ts'
import { isolationOf } from '../../record/keys.ts'

/** What every step of the escalation workflow is given. */
export const LadderInput = z.object({ escalationId: EscalationId, generation: z.int() })
export type LadderInput = z.infer<typeof LadderInput>

/** Looks at a matter and hands it to the next rung when its time has come. Answers with what the workflow does next. */
export const climbLadder = async (
  ports: Ports,
  { escalationId, generation }: LadderInput,
): Promise<NextRung> => {
  let next: NextRung = { do: 'settled', at: ports.clock.now() }
  await changeIsolation(ports, isolationOf(escalationId), async ({ isolation, community, book, now }) => {
    const { escalation: matter, version } = await loadEscalation(ports.store, escalationId)
    if (matter.generation !== generation || matter.state.name === 'settled') {
      next = { do: 'settled', at: now }
      return undefined
    }
    const step = climb(matter, book, isolation.zone, now)
    if (step.step === 'stay') {
      next = step.next
      return undefined
    }
    if (step.step === 'wait') {
      next = { do: 'wait for the day', at: step.until }
      if (matter.state.dueAt === step.until) return undefined
      const waiting: Escalation = { ...matter, state: { ...matter.state, dueAt: step.until } }
      return {
        by: 'workflow',
        happenings: [{ what: 'matter waits for the day', matter: matter.id, until: step.until }],
        matters: [{ escalation: waiting, version }],
      }
    }
    const { rung } = step.rung
    const owners = rolesOf(rung).map((role) => ({ role, staff: staffFor(community, role, matter.grid).id }))
    const before = matter.state.told ?? matter.state.owners
    const climbed: Escalation = {
      ...matter,
      state: {
        ...matter.state,
        at: step.at,
        round: step.round,
        rung,
        owners,
        told: [...before.filter((owner) => !owners.some(({ staff }) => staff === owner.staff)), ...owners],
        since: now,
        dueAt: step.dueAt,
        acknowledged: [],
      },
    }
    next = {
      do: 'tell',
      rung,
      round: step.round,
      at: now,
      seconds: Math.max(1, secondsUntil(now, step.dueAt)),
    }
    return {
      by: 'workflow',
      happenings: [{ what: 'matter climbed', matter: matter.id, rung, owners, dueAt: step.dueAt }],
      matters: [{ escalation: climbed, version }],
    }
  })
  return next
}
