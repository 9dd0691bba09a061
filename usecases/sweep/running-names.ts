import type { Ports } from '../../core/ports/ports.ts'
import type { Workflow } from '../../core/ports/executions.ts'

/** The names of all executions of a workflow that run now. */
export const runningNames = async (
  { runs }: Pick<Ports, 'runs'>,
  workflow: Workflow,
): Promise<Set<string>> => {
  const names = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await runs.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const run of page.runs) names.add(run.name)
    cursor = page.cursor
  } while (cursor !== undefined)
  return names
}
