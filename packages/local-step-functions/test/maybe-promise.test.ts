import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { callback, failing, pass, Rig, task } from './rig.ts'

const machine: JsonObject = {
  First: {
    Type: 'Wait',
    Seconds: '{% $states.input.seconds %}',
    Output: '{% $states.input %}',
    Assign: { n: '{% $states.input.seconds + 1 %}' },
    Next: 'Until',
  },
  Until: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'Which' },
  Which: {
    Type: 'Choice',
    Choices: [
      { Condition: '{% $n > 100 %}', Next: 'Broken' },
      {
        Condition: '{% $n > 1 %}',
        Next: 'Each',
        Output: '{% $states.input.items %}',
        Assign: { m: '{% $n %}' },
      },
    ],
    Default: 'Broken',
  },
  Each: {
    Type: 'Map',
    Items: '{% $states.input %}',
    ItemSelector: { item: '{% $states.context.Map.Item.Value %}', of: '{% $m %}' },
    MaxConcurrency: '{% $m - 1 %}',
    ItemProcessor: {
      StartAt: 'Ask',
      States: {
        Ask: callback('ask', {
          TimeoutSeconds: '{% 10 * $states.input.item %}',
          HeartbeatSeconds: '{% 3 * $states.input.item %}',
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Output: ['{% $states.errorOutput.Error %}', '{% $states.input %}'],
              Assign: { error: '{% $states.errorOutput.Error %}' },
              Next: 'Caught',
            },
          ],
          End: true,
        }),
        Caught: pass({ Output: { is: '{% $states.input %}', error: '{% $error %}' }, End: true }),
      },
    },
    Output: { all: '{% $states.result %}' },
    Assign: { count: '{% $count($states.result) %}' },
    Next: 'Both',
  },
  Both: {
    Type: 'Parallel',
    Arguments: { given: '{% $states.input %}' },
    Branches: [
      { StartAt: 'Left', States: { Left: pass({ Output: '{% $count %}', End: true }) } },
      {
        StartAt: 'Right',
        States: {
          Right: task('f', {
            Arguments: { FunctionName: 'f', Payload: '{% $states.input.given %}' },
            Output: '{% $states.result.Payload %}',
            Assign: { own: '{% $states.result.StatusCode %}' },
            Retry: [{ ErrorEquals: ['E'] }],
            End: true,
          }),
        },
      },
    ],
    Next: 'Broken',
  },
  Broken: { Type: 'Fail', Error: "{% 'Broken' %}", Cause: '{% $string($states.input) %}' },
}

/** The same machine with every expression inside a function, which only jsonata's own evaluator can run. */
const slowed = (value: JsonValue): JsonValue => {
  if (typeof value === 'string')
    return value.replace(/^\{%(.*)%\}$/, (_, source: string) => `{% (function($v) { $v })(${source}) %}`)
  if (Array.isArray(value)) return value.map(slowed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, slowed(field)]))
}

describe('an expression that answers later', () => {
  it('leads to the same history as one that answers at once', async () => {
    const historyOf = async (states: JsonValue) => {
      if (typeof states !== 'object' || states === null || Array.isArray(states))
        throw new TypeError('no states')
      const rig = new Rig({ handlers: { ask: () => null, f: failing('E') } })
      const run = await rig.run(states, { seconds: 2, until: '2020-03-01T08:00:00Z', items: [1, 2, 3] })
      return { status: run.description, events: run.events }
    }
    const atOnce = await historyOf(machine)
    expect(atOnce.status).toMatchObject({ status: 'FAILED', error: 'Broken', cause: '[3,"ok"]' })
    expect(await historyOf(slowed(machine))).toEqual(atOnce)
  })

  it('fails its state in the same way', async () => {
    const causes = async (expression: string) => {
      const states: JsonObject[] = [
        { Type: 'Wait', Seconds: expression, End: true },
        pass({ Output: expression, End: true }),
        pass({ Assign: { x: expression }, End: true }),
        { Type: 'Map', Items: expression, ItemProcessor: { StartAt: 'I', States: { I: pass() } }, End: true },
        { Type: 'Choice', Choices: [{ Condition: expression, Next: 'B' }], Default: 'B' },
      ]
      const runs = await Promise.all(
        states.map((state) => new Rig().run('Choices' in state ? { A: state, B: pass() } : { A: state })),
      )
      return runs.map(({ types, failure }) => ({ types, error: failure.error }))
    }
    const atOnce = await causes('{% $states.input.missing %}')
    expect(new Set(atOnce.map(({ error }) => error))).toEqual(new Set(['States.QueryEvaluationError']))
    expect(await causes('{% (function($v) { $v })($states.input.missing) %}')).toEqual(atOnce)
  })
})
