import type { Household } from '../../core/household/household.ts'
import { MatterId } from '../../core/ids.ts'
import { type Isolation, type OpenMatter, openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { SubjectResult } from '../../record/subject-repository.ts'

/** The name of a ladder's execution. */
export const escalationExecution = (matter: Pick<Matter, 'id' | 'generation'>): string =>
  `${matter.id}-${matter.generation}`

/** Starts the ladder of a recorded matter. Safe to repeat. */
const startLadder = async (
  ports: Pick<Ports, 'executions'>,
  { id, generation }: Pick<Matter, 'id' | 'generation'>,
): Promise<void> => {
  await ports.executions.start('escalation', escalationExecution({ id, generation }), {
    matterId: id,
    generation,
  })
}

/** Starts the ladders of the matters that a decision has opened. */
export const startLadders = async (
  ports: Pick<Ports, 'executions'>,
  { opened }: Pick<SubjectResult, 'opened'>,
): Promise<void> => {
  for (const matter of opened) if (matter.state.name === 'open') await startLadder(ports, matter)
}

/** The same for a home. */
export const startHouseholdLadders = async (
  ports: Pick<Ports, 'executions'>,
  { matters }: Household,
): Promise<void> => {
  for (const id of Object.keys(matters)) await startLadder(ports, { id: MatterId.parse(id), generation: 1 })
}

/** Starts the ladders that an earlier try has recorded and may not have started. Running ones are left alone. */
export const startLaddersAgain = async (
  ports: Pick<Ports, 'executions'>,
  isolation: Isolation,
  which: (matter: OpenMatter) => boolean = () => true,
): Promise<void> => {
  for (const matter of openMatters(isolation))
    if (which(matter)) await startLadder(ports, { id: matter.id, generation: 1 })
}
