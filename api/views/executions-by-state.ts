import type { Ports } from '../../core/ports/ports.ts'
import { type IsolationFigures, loadFigures } from '../../record/grid-figures.ts'
import { type ListedPart, openIn } from './executions-in-trouble.ts'

/** The states in which executions wait; a step that only passes counts as the wait before or after it. */
const statesIn = ({ waitingFor, reminded, underReview }: IsolationFigures): [string, number][] => [
  ['Wait for the morning', waitingFor.welcome],
  ['Wait for the slot', waitingFor.slot],
  ['Remind the resident', reminded],
  ['Ask for the temperature', waitingFor.report - reminded],
  ['Wait for the worker', waitingFor.review],
  ['Wait for the second measurement', waitingFor.second_measurement],
  ['Wait for the decision', underReview],
  ['Wait for the doctor', waitingFor.person - underReview],
  ['Wait for the release', waitingFor.release],
]

async function* countsIn(
  ports: Pick<Ports, 'store' | 'clock'>,
  look: ListedPart,
): AsyncGenerator<[string, number]> {
  if (look.workflow === 'escalation') {
    for await (const { state } of openIn(ports, look)) yield [state, 1]
    return
  }
  for (const { grid, isolations } of await loadFigures(ports.store, look.community.id))
    if (isolations !== undefined && look.grids.includes(grid)) yield* statesIn(isolations)
}

/** The number of running executions in each state, most first. */
export const byState = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  look: ListedPart,
): Promise<{ state: string; count: number }[]> => {
  const counts = new Map<string, number>()
  for await (const [state, more] of countsIn(ports, look)) counts.set(state, (counts.get(state) ?? 0) + more)
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([state, count]) => ({ state, count }))
    .sort((a, b) => b.count - a.count)
}
