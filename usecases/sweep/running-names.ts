import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'

/** The names of all running executions of a workflow. */
export const runningNames = async (
  { executions }: Pick<Ports, 'executions'>,
  workflow: Workflow,
): Promise<Set<string>> => {
  const names = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const run of page.executions) names.add(run.name)
    cursor = page.cursor
  } while (cursor !== undefined)
  return names
}
