import type { ExecutionEvent, Executions } from '../../core/ports/executions.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'

const entered = async (executions: Executions, execution: string): Promise<readonly ExecutionEvent[]> => {
  const events: ExecutionEvent[] = []
  let cursor: string | undefined
  do {
    const page = await executions.history('isolation', execution, cursor)
    events.push(...(page?.events ?? []).filter(({ type }) => type.endsWith('StateEntered')))
    cursor = page?.cursor
  } while (cursor !== undefined)
  return events
}

export interface Unlisted {
  readonly execution: string
  readonly choice: string
}

/** Where an isolation's Choice did not list what its step had answered, so that the record was looked at. */
export const unlistedAnswers = async (system: LocalSystem): Promise<Unlisted[]> => {
  const { stepFunctions, stateMachineArns, ports } = system
  const unlisted: Unlisted[] = []
  const stateMachineArn = stateMachineArns.isolation
  const { executions } = stepFunctions.listExecutions({ stateMachineArn, maxResults: 1000 })
  for (const { name: execution } of executions) {
    const states = await entered(ports.executions, execution)
    for (const [at, { type, state: choice = '' }] of states.entries())
      if (type === 'ChoiceStateEntered' && states[at + 1]?.state === 'Look at the record')
        unlisted.push({ execution, choice })
  }
  return unlisted
}
