import { describe, expect, it } from 'vitest'
import { isObject } from '../src/expressions/typed-templates.ts'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { callback, failing, pass, Rig, task } from './rig.ts'

/** Something that is not null, so that what falls through to it can be seen. */
const INPUT = { the: 'input' }
const NULL = '{% null %}'

const next = { Next: 'End' }
const end = { End: pass() }

describe.each([
  ['written as null', null],
  ['an expression that gives null', NULL],
])('null as a field of a state, %s,', (_, nothing: JsonValue) => {
  const rig = () => new Rig({ handlers: { f: () => ({ the: 'answer' }), null: () => null } })
  const branches = [{ StartAt: 'Inner', States: { Inner: pass() } }]
  const outputs: readonly (readonly [string, JsonObject])[] = [
    ['Pass', pass({ Output: nothing, ...next })],
    ['Wait', { Type: 'Wait', Seconds: 1, Output: nothing, ...next }],
    ['Task', task('f', { Output: nothing, ...next })],
    ['Parallel', { Type: 'Parallel', Branches: branches, Output: nothing, ...next }],
    ['Map', { Type: 'Map', Items: [1], ItemProcessor: branches[0] ?? {}, Output: nothing, ...next }],
    [
      'Choice, by a rule',
      { Type: 'Choice', Choices: [{ Condition: true, Next: 'End', Output: nothing }], Default: 'End' },
    ],
    [
      'Choice, by default',
      {
        Type: 'Choice',
        Choices: [{ Condition: false, Next: 'End' }],
        Output: nothing,
        Default: 'End',
      },
    ],
  ]

  it.each(outputs)('is the output of a %s state', async (_, state) => {
    expect((await rig().run({ A: state, ...end }, INPUT)).output).toBe(null)
  })

  it('is the output of a Succeed state', async () => {
    expect((await rig().run({ A: { Type: 'Succeed', Output: nothing } }, INPUT)).output).toBe(null)
  })

  it('is the output of a Catch', async () => {
    const failed = new Rig({ handlers: { f: failing('Broken') } })
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: nothing, Next: 'End' }]
    expect((await failed.run({ A: task('f', { Catch, End: true }), ...end }, INPUT)).output).toBe(null)
  })

  it('is the output of a task that waits for a reply', async () => {
    const waiting = rig()
    const arn = waiting.start(waiting.create({ A: callback('f', { Output: nothing, End: true }) }), INPUT)
    await waiting.timeline.runUntilIdle()
    const [{ payload } = { payload: null }] = waiting.calls
    const taskToken = isObject(payload) ? String(payload['token']) : ''
    waiting.service.sendTaskSuccess({ taskToken, output: '{"the":"reply"}' })
    await waiting.timeline.runUntilIdle()
    expect(waiting.outcome(arn).output).toBe(null)
  })

  it('is what Assign sets', async () => {
    const run = await rig().run(
      { A: pass({ Assign: { x: nothing }, Next: 'B' }), B: pass({ Output: { x: '{% $x %}' }, End: true }) },
      INPUT,
    )
    expect(run.output).toEqual({ x: null })
  })

  it('is what a function is given', async () => {
    const called = rig()
    await called.run({ A: task('f', { Arguments: { FunctionName: 'f', Payload: nothing }, End: true }) })
    expect(called.calls).toMatchObject([{ payload: null }])
  })

  it('is what the branches of a Parallel state and the iterations of a Map begin with', async () => {
    const parallel = { Type: 'Parallel', Branches: branches, Arguments: nothing, End: true }
    expect((await rig().run({ A: parallel }, INPUT)).output).toEqual([null])
    const map = {
      Type: 'Map',
      Items: [1],
      ItemSelector: nothing,
      ItemProcessor: branches[0] ?? {},
      End: true,
    }
    expect((await rig().run({ A: map }, INPUT)).output).toEqual([null])
  })
})

describe('null that comes from somewhere else', () => {
  it('goes through a whole machine as input, answer, reply and result', async () => {
    const rig = new Rig({ handlers: { null: () => null } })
    expect((await rig.run({ A: pass() }, null)).output).toBe(null)
    expect((await rig.run({ A: task('null') }, INPUT)).output).toBe(null)
    expect((await rig.run({ A: { Type: 'Wait', Seconds: 1, Next: 'B' }, B: pass() }, null)).output).toBe(null)
  })

  it('is an item of a Map, and a member of a list and an object', async () => {
    const each = { StartAt: 'Inner', States: { Inner: pass() } }
    const map = { Type: 'Map', Items: [null, 1, NULL], ItemProcessor: each, End: true }
    expect((await new Rig().run({ A: map }, INPUT)).output).toEqual([null, 1, null])
    const mixed = pass({ Output: { list: [NULL, null], member: NULL }, End: true })
    expect((await new Rig().run({ A: mixed }, INPUT)).output).toEqual({ list: [null, null], member: null })
  })
})

describe('null where something else is needed', () => {
  const refused = async (state: JsonObject, input: JsonValue = INPUT) =>
    (await new Rig({ handlers: { f: () => 1 } }).run({ A: state }, input)).failure

  it.each([
    ['Error', { Type: 'Fail', Error: NULL }],
    ['Cause', { Type: 'Fail', Error: 'Named', Cause: NULL }],
    ['Seconds', { Type: 'Wait', Seconds: NULL, End: true }],
    ['Timestamp', { Type: 'Wait', Timestamp: NULL, End: true }],
    ['TimeoutSeconds', task('f', { TimeoutSeconds: NULL, End: true })],
    ['HeartbeatSeconds', task('f', { HeartbeatSeconds: NULL, End: true })],
    ['Choices[0]/Condition', { Type: 'Choice', Choices: [{ Condition: NULL, Next: 'A' }], Default: 'A' }],
  ])('is refused as the %s, and does not count as absent', async (field, state) => {
    const ending = field.startsWith('Choices') ? { B: pass() } : {}
    const rig = new Rig({ handlers: { f: () => 1 } })
    const run = await rig.run({ A: withWayOut(state), ...ending }, INPUT)
    expect(run.failure).toMatchObject({ error: 'States.QueryEvaluationError' })
    expect(run.failure.cause).toContain(`the field '${field}'`)
  })

  it('is refused as the Items of a Map, whose input is a list', async () => {
    const each = { StartAt: 'Inner', States: { Inner: pass() } }
    const map = { Type: 'Map', Items: NULL, ItemProcessor: each, End: true }
    expect((await refused(map, [1, 2])).error).toBe('States.QueryEvaluationError')
  })

  it('is refused as the Arguments of a task, whose input would do', async () => {
    const input = { FunctionName: 'f', Payload: {} }
    for (const Arguments of [null, NULL])
      expect((await refused(task('f', { Arguments, End: true }), input)).error).toBe('States.Runtime')
  })
})

/** A machine needs an end. */
const withWayOut = (state: JsonObject): JsonObject =>
  state['Type'] === 'Choice' ? { ...state, Default: 'B' } : state
