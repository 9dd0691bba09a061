import * as z from 'zod/mini'
import { IsolationId, MatterId } from '../../core/ids.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { afterHours, Hours } from '../../core/time/hours.ts'
import { type Instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { isZone } from '../../core/time/time-zone.ts'
import { restartIsolation, restartMatter } from '../restart-execution/restart-execution.ts'

export const MoveInput = z.object({
  workflow: z.enum(['isolation', 'escalation']),
  /** Executions that began before this instant still follow an older text. */
  before: InstantSchema,
  /** Restarts a second: others need Step Functions too. StopExecution allows 25 or 200. */
  perSecond: z.int().check(z.minimum(1), z.maximum(200)),
  /** Hours in which nobody is moved: those of the slots. */
  not: z.array(Hours),
  zone: z.string().check(z.refine(isZone, 'no time zone has this name')),
  /** Where the last call has stopped; null: at the beginning. */
  cursor: z.nullable(z.string()),
  /** So many were moved by the calls before. */
  moved: z.int(),
})
export type MoveInput = z.output<typeof MoveInput>

/** What the workflow does next, with how far it has come. */
export interface Moved {
  readonly do: 'move' | 'wait' | 'end'
  /** For `wait`. */
  readonly at?: Instant
  readonly cursor: string | null
  readonly moved: number
}

export interface MovingPorts extends Pick<Ports, 'store' | 'executions' | 'clock' | 'log'> {
  readonly pause: (milliseconds: number) => Promise<void>
}

/** A call moves for so long; a page that has begun is finished. */
const ONE_CALL = 3 * MINUTE

const restart = (ports: MovingPorts, workflow: Workflow, id: string, generation: number): Promise<boolean> =>
  workflow === 'isolation'
    ? restartIsolation(ports, IsolationId.parse(id), generation, 'new_workflow')
    : restartMatter(ports, MatterId.parse(id), generation)

interface Older {
  readonly id: string
  readonly generation: number
}

/** At most so many a second, each second's at the same time. What fails keeps its old text and is logged. */
const restartPaced = async (
  ports: MovingPorts,
  { workflow, perSecond }: Pick<MoveInput, 'workflow' | 'perSecond'>,
  older: readonly Older[],
): Promise<number> => {
  let moved = 0
  for (let from = 0; from < older.length; from += perSecond) {
    const results = await Promise.all(
      older.slice(from, from + perSecond).map(async ({ id, generation }) => {
        try {
          return await restart(ports, workflow, id, generation)
        } catch (error) {
          ports.log.error('execution.not-moved', { workflow, execution: `${id}-${generation}` }, error)
          return false
        }
      }),
    )
    moved += results.filter((isMoved) => isMoved).length
    await ports.pause(1000)
  }
  return moved
}

/**
 * Begins a new generation of running executions of an older text, from page to page of their list. Safe to repeat from
 * the same cursor: who was moved is not older any more.
 */
export const moveExecutions = async (ports: MovingPorts, input: MoveInput): Promise<Moved> => {
  const { workflow, before, not, zone } = input
  const began = milliseconds(ports.clock.now())
  let { cursor, moved } = input
  for (;;) {
    const now = ports.clock.now()
    const at = not.reduce((free, hours) => afterHours(free, hours, zone), now)
    if (at !== now) return { do: 'wait', at, cursor, moved }
    if (milliseconds(now) - began >= ONE_CALL) return { do: 'move', cursor, moved }
    const page = await ports.executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === null ? {} : { cursor }),
    })
    const older = page.executions.flatMap(({ name, startedAt }) => {
      const [, id, generation] = /^(.+)-(\d+)$/.exec(name) ?? []
      return startedAt < before && id !== undefined ? [{ id, generation: Number(generation) }] : []
    })
    moved += await restartPaced(ports, input, older)
    if (page.cursor === undefined) return { do: 'end', cursor: null, moved }
    cursor = page.cursor
  }
}
