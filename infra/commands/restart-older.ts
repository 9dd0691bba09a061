import { IsolationId, MatterId } from '../../core/ids.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { restartIsolation, restartMatter } from '../../usecases/restart-execution/restart-execution.ts'

export interface RestartOptions {
  readonly workflow: Workflow
  /** Executions that began before this instant still follow an older text. */
  readonly before: Instant
  /** The highest number to restart: try a few first. */
  readonly limit: number
  /** Waits between two restarts, so that other executions are not slowed down. */
  readonly pause: () => Promise<void>
}

type Restarting = Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>

const restart = async (
  ports: Restarting,
  workflow: Workflow,
  id: string,
  generation: number,
): Promise<boolean> =>
  workflow === 'isolation'
    ? restartIsolation(ports, IsolationId.parse(id), generation, 'new_workflow')
    : restartMatter(ports, MatterId.parse(id), generation)

/** Begins a new generation of every running execution of an older definition. Safe to repeat and to interrupt. */
export const restartOlder = async (
  ports: Restarting,
  { workflow, before, limit, pause }: RestartOptions,
): Promise<number> => {
  const older: { readonly id: string; readonly generation: number }[] = []
  let cursor: string | undefined
  do {
    const page = await ports.executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const { name, startedAt } of page.executions) {
      const [, id, generation] = /^(.+)-(\d+)$/.exec(name) ?? []
      if (startedAt < before && id !== undefined) older.push({ id, generation: Number(generation) })
    }
    cursor = page.cursor
  } while (cursor !== undefined && older.length < limit)
  let restarted = 0
  for (const { id, generation } of older.slice(0, limit)) {
    if (await restart(ports, workflow, id, generation)) restarted += 1
    await pause()
  }
  return restarted
}
