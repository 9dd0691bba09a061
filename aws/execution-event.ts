import type { HistoryEvent } from '@aws-sdk/client-sfn'
import type { JsonObject, JsonValue } from '../core/json.ts'
import type { ExecutionEvent } from '../core/ports/executions.ts'
import { instant } from '../core/time/instant.ts'

/** An event of GetExecutionHistory, whose details are in a member named after the kind of event. */
export const executionEvent = (event: HistoryEvent): ExecutionEvent => {
  const { id, previousEventId = 0, timestamp, type } = event
  if (id === undefined || timestamp === undefined || type === undefined)
    throw new TypeError('Step Functions gave a history event without its id, time or type')
  const [, details = {}] = Object.entries(event).find(([member]) => member.endsWith('EventDetails')) ?? []
  const state =
    event.stateEnteredEventDetails?.name ??
    event.stateExitedEventDetails?.name ??
    event.evaluationFailedEventDetails?.state
  return {
    id,
    previousEventId,
    at: instant(timestamp.getTime()),
    type,
    ...(state !== undefined && { state }),
    details: jsonObject(details),
  }
}

const jsonObject = (members: object): JsonObject =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => {
      const value = json(member)
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** undefined: the SDK's mark for a member that is absent. */
const json = (value: unknown): JsonValue | undefined => {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    case 'object':
      if (value === null) return null
      if (Array.isArray(value)) return value.map((item) => json(item) ?? null)
      return value instanceof Date ? instant(value.getTime()) : jsonObject(value)
    default:
      return undefined
  }
}
