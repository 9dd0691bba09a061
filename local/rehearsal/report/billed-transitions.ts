import type { Workflow } from '../../../core/ports/executions.ts'
import type { LocalSystem } from '../../system/local-system.ts'

/** State transitions, as they are billed, of all executions of a workflow. */
const count = (
  { stepFunctions, stateMachineArns }: Pick<LocalSystem, 'stepFunctions' | 'stateMachineArns'>,
  workflow: Workflow,
): number => {
  let transitions = 0
  let nextToken: string | undefined
  do {
    const page = stepFunctions.listExecutions({
      stateMachineArn: stateMachineArns[workflow],
      maxResults: 1000,
      ...(nextToken !== undefined && { nextToken }),
    })
    for (const { executionArn } of page.executions) transitions += stepFunctions.transitions(executionArn)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return transitions
}

export const transitionsOf = (
  system: Pick<LocalSystem, 'stepFunctions' | 'stateMachineArns'>,
): Readonly<Record<Workflow, number>> => ({
  isolation: count(system, 'isolation'),
  escalation: count(system, 'escalation'),
})
