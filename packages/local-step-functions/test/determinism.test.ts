import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../src/language/json.ts'
import { callback, Named, pass, Rig } from './rig.ts'

const states: JsonObject = {
  Begin: pass({ Assign: { n: 0, id: '{% $uuid() %}' }, Next: 'Fan' }),
  Fan: {
    Type: 'Map',
    Items: [1, 2, 3],
    ItemProcessor: {
      StartAt: 'Ask',
      States: {
        Ask: callback('ask', {
          TimeoutSeconds: '{% $states.input * 10 %}',
          Retry: [
            { ErrorEquals: ['States.ALL'], IntervalSeconds: 60, JitterStrategy: 'FULL', MaxAttempts: 5 },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Missed' }],
          End: true,
        }),
        Missed: pass({ Output: ['missed', '{% $random() %}'], End: true }),
      },
    },
    Assign: { n: '{% $n + 1 %}' },
    Next: 'Again',
  },
  Again: { Type: 'Choice', Choices: [{ Condition: '{% $n < 3 %}', Next: 'Fan' }], Default: 'Done' },
  Done: { Type: 'Succeed', Output: ['{% $id %}', '{% $states.input %}'] },
}

/** A whole life of several executions, as text. */
const life = async (seed: string, timelineSeed?: string): Promise<string> => {
  let asked = 0
  const rig: Rig = new Rig({
    seed,
    ...(timelineSeed !== undefined && { timelineSeed }),
    handlers: {
      ask: (payload) => {
        asked += 1
        if (asked % 5 === 0) throw new Named('Busy')
        if (asked % 3 !== 0 || typeof payload !== 'object' || payload === null || Array.isArray(payload))
          return null
        const { token } = payload
        const at = rig.timeline.now() + (asked % 7) * 1000
        if (typeof token === 'string')
          rig.timeline.at(at, () => {
            try {
              rig.service.sendTaskSuccess({ taskToken: token, output: JSON.stringify({ asked }) })
            } catch (error) {
              if (!(error instanceof Error) || error.name !== 'TaskTimedOut') throw error
            }
          })
        return null
      },
    },
  })
  const stateMachineArn = rig.create(states)
  const arns = ['a', 'b', undefined].map(
    (name) =>
      rig.service.startExecution({ stateMachineArn, ...(name !== undefined && { name }) }).executionArn,
  )
  await rig.timeline.runUntilIdle()
  return JSON.stringify(arns.map((arn) => [rig.outcome(arn).description, rig.outcome(arn).events]))
}

describe('a run', () => {
  it('is the same to the byte with the same seed', async () => {
    expect(await life('one')).toBe(await life('one'))
    expect(await life('one', 'ties')).toBe(await life('one', 'ties'))
  })

  it('is another with another seed', async () => {
    expect(await life('one')).not.toBe(await life('two'))
  })

  it('ends well in whatever order the events of one instant run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (timelineSeed) => {
        const text = await life('one', timelineSeed)
        expect(text.match(/"status":"SUCCEEDED"/g)).toHaveLength(3)
      }),
      { numRuns: 20 },
    )
  })
})

describe('a history', () => {
  it('numbers its events in order, each after one that came before it, never back in time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (seed) => {
        const lives: [unknown, { id: number; previousEventId: number; timestamp: number; type: string }[]][] =
          JSON.parse(await life(seed, seed))
        for (const [, events] of lives) {
          expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1))
          for (const { id, previousEventId } of events) expect(previousEventId).toBeLessThan(id)
          const times = events.map(({ timestamp }) => timestamp)
          expect(times.toSorted((a, b) => a - b)).toEqual(times)
        }
      }),
      { numRuns: 20 },
    )
  })
})
