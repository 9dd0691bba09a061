import { describe, expect, it } from 'vitest'
import { dataOf, type ExecutionEvent, visitsOf } from '../../console/components/workflow/execution-visits.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'

const event = (id: number, type: string, state?: string, details = {}): ExecutionEvent => ({
  id,
  previousEventId: id - 1,
  at: InstantSchema.parse(new Date(id * 60_000).toISOString()),
  type,
  ...(state === undefined ? {} : { state }),
  details,
})

const history = [
  event(1, 'ExecutionStarted'),
  event(2, 'TaskStateEntered', 'Ask'),
  event(3, 'TaskScheduled'),
  event(4, 'TaskSucceeded'),
  event(5, 'TaskStateExited', 'Ask'),
  event(6, 'WaitStateEntered', 'Wait'),
]

describe('the visits of an execution', () => {
  it('are its states in order, with the times and with what happened in each', () => {
    expect(
      visitsOf(history).map(({ state, enteredAt, leftAt, events }) => [
        state,
        enteredAt,
        leftAt,
        events.map(({ id }) => id),
      ]),
    ).toEqual([
      ['Ask', '1970-01-01T00:02:00.000Z', '1970-01-01T00:05:00.000Z', [2, 3, 4, 5]],
      ['Wait', '1970-01-01T00:06:00.000Z', undefined, [6]],
    ])
  })

  it('end where the next one begins when a state was left by a failure', () => {
    const failed = [...history, event(7, 'TaskStateEntered', 'Tell'), event(8, 'ExecutionAborted')]
    const visits = visitsOf(failed)
    expect(visits[1]?.leftAt).toBe('1970-01-01T00:07:00.000Z')
    expect(visits[2]?.leftAt).toBeUndefined()
    expect(visits[2]?.events.map(({ id }) => id)).toEqual([7])
  })

  it('show JSON that was kept as text opened, and leave other words alone', () => {
    const asked = event(1, 'TaskScheduled', undefined, {
      name: 'Ask',
      parameters: '{"Payload":{"slot":"01-morning","token":"hidden"}}',
      cause: '{ not JSON',
    })
    expect(JSON.parse(dataOf(asked))).toEqual({
      parameters: { Payload: { slot: '01-morning', token: 'hidden' } },
      cause: '{ not JSON',
    })
  })
})
