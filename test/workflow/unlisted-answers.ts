import type { RunEvent, Runs } from '../../core/ports/executions.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'

const entered = async (runs: Runs, execution: string): Promise<readonly RunEvent[]> => {
  const events: RunEvent[] = []
  let cursor: string | undefined
  do {
    const page = await runs.history('isolation', execution, cursor)
    events.push(...(page?.events ?? []).filter(({ type }) => type.endsWith('StateEntered')))
    cursor = page?.cursor
  } while (cursor !== undefined)
  return events
}

/** Where an isolation's Choice did not list what its step had answered, so that the record was looked at. */
export const unlistedAnswers = async (
  { stepFunctions, stateMachineArns, ports }: LocalSystem,
  isCounted: (execution: string) => boolean,
): Promise<string[]> => {
  const unlisted: string[] = []
  const stateMachineArn = stateMachineArns.isolation
  for (const { name } of stepFunctions.listExecutions({ stateMachineArn, maxResults: 1000 }).executions) {
    if (!isCounted(name)) continue
    const states = await entered(ports.runs, name)
    for (const [at, { type, state }] of states.entries())
      if (type === 'ChoiceStateEntered' && states[at + 1]?.state === 'Look at the record')
        unlisted.push(`${name}: ${state}`)
  }
  return unlisted
}
