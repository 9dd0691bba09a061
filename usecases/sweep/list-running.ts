import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { noteRunning } from '../../record/running-names.ts'
import type { Found } from '../../record/sweep-report.ts'
import { runningPages } from './running-names.ts'

/** So many pages of a thousand are noted together: one note for each shard costs one write. */
const PAGES_AT_ONCE = 100

/**
 * Keeps the names of all running executions of a workflow, for the walks over the shards. Yields where a later function
 * goes on with the list.
 */
export async function* listRunning(
  ports: Pick<Ports, 'executions' | 'store'>,
  workflow: Workflow,
  list: { readonly begunAt: Instant; readonly after: string | undefined; readonly found: Found },
  isTimeUp: () => boolean,
): AsyncGenerator<string> {
  const { begunAt, after, found } = list
  let names: string[] = []
  let pages = 0
  const note = async (): Promise<void> => {
    if (names.length > 0) await noteRunning(ports.store, workflow, begunAt, found.looked, names)
    found.looked += names.length
    names = []
    pages = 0
  }
  for await (const page of runningPages(ports, workflow, after)) {
    names.push(...page.names)
    pages += 1
    if (page.cursor === undefined || (pages < PAGES_AT_ONCE && !isTimeUp())) continue
    await note()
    yield page.cursor
  }
  await note()
}
