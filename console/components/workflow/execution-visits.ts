import type * as z from 'zod/mini'
import type { History } from '../../../api/endpoints/execution-history.ts'

export type ExecutionHistory = z.infer<typeof History>
export type ExecutionEvent = ExecutionHistory['events'][number]

/** One visit of an execution to one state. */
export interface Visit {
  readonly state: string
  readonly enteredAt: string
  /** Absent: it is still there, or the execution was stopped there. */
  readonly leftAt?: string
  readonly events: readonly ExecutionEvent[]
}

/** The visits of an execution, in order. Both workflows are in one state at a time, so an event belongs to the state entered last. */
export const visitsOf = (events: readonly ExecutionEvent[]): Visit[] => {
  const visits: (Visit & { events: ExecutionEvent[]; leftAt?: string })[] = []
  for (const event of events) {
    if (event.type.endsWith('StateEntered') && event.state !== undefined) {
      const before = visits.at(-1)
      if (before !== undefined) before.leftAt ??= event.at
      visits.push({ state: event.state, enteredAt: event.at, events: [event] })
      continue
    }
    const visit = visits.at(-1)
    if (visit === undefined || event.type.startsWith('Execution')) continue
    visit.events.push(event)
    if (event.type.endsWith('StateExited')) visit.leftAt = event.at
  }
  return visits
}

const parsed = (value: unknown): unknown => {
  if (typeof value === 'string' && /^\s*[[{]/.test(value))
    try {
      return parsed(JSON.parse(value))
    } catch {
      return value
    }
  if (Array.isArray(value)) return value.map(parsed)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, parsed(inner)]))
  return value
}

/** The data of an event for reading: JSON that is kept as text is parsed. */
export const dataOf = ({ details }: ExecutionEvent): string => {
  const { name: _, ...rest } = details
  return JSON.stringify(parsed(rest), null, 2)
}
