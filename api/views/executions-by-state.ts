import type { Ports } from '../../core/ports/ports.ts'
import { SLOT_LETTERS } from '../../record/isolation-summary.ts'
import type { CountedIsolation } from '../../usecases/count-figures/isolation-figures.ts'
import { figuresOf } from '../../usecases/count-figures/kept-figures.ts'
import { type ListedPart, openIn } from './executions-in-trouble.ts'

/** The state in which the execution waits; a step that only passes counts as the wait before or after it. */
const stateOf = ({ status, days }: CountedIsolation): string | undefined => {
  switch (days?.waitsFor) {
    case 'welcome':
      return 'Wait for the morning'
    case 'slot':
      return 'Wait for the slot'
    case 'report':
      return days.slots.endsWith(SLOT_LETTERS.reminded) ? 'Remind the resident' : 'Ask for the temperature'
    case 'review':
      return 'Wait for the worker'
    case 'second_measurement':
      return 'Wait for the second measurement'
    case 'person':
      return status === 'under_review' ? 'Wait for the decision' : 'Wait for the doctor'
    case 'release':
      return 'Wait for the release'
    default:
      return undefined
  }
}

async function* statesIn(ports: Pick<Ports, 'store' | 'clock'>, look: ListedPart): AsyncGenerator<string> {
  if (look.workflow === 'escalation') {
    for await (const { state } of openIn(ports, look)) yield state
    return
  }
  const grids = new Set(look.grids)
  const { isolations } = await figuresOf(ports, look.community)
  for (const counted of isolations.values()) {
    const state = grids.has(counted.grid) ? stateOf(counted) : undefined
    if (state !== undefined) yield state
  }
}

/** The number of running executions in each state, most first. */
export const byState = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  look: ListedPart,
): Promise<{ state: string; count: number }[]> => {
  const counts = new Map<string, number>()
  for await (const state of statesIn(ports, look)) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count)
}
