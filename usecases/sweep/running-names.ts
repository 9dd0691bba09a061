import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'

export interface RunningPage {
  readonly names: readonly string[]
  /** Absent: it is the last. */
  readonly cursor?: string
}

/** The names of the running executions of a workflow, page by page. */
export async function* runningPages(
  { executions }: Pick<Ports, 'executions'>,
  workflow: Workflow,
  after?: string,
): AsyncGenerator<RunningPage> {
  let cursor = after
  do {
    const page = await executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    cursor = page.cursor
    yield {
      names: page.executions.map(({ name }) => name),
      ...(cursor === undefined ? {} : { cursor }),
    }
  } while (cursor !== undefined)
}

/** The names of all running executions of a workflow. */
export const runningNames = async (
  ports: Pick<Ports, 'executions'>,
  workflow: Workflow,
): Promise<Set<string>> => {
  const all = new Set<string>()
  for await (const { names } of runningPages(ports, workflow)) for (const name of names) all.add(name)
  return all
}
