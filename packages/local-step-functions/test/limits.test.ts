import { describe, expect, it } from 'vitest'
import { fits, PAYLOAD_LIMIT } from '../src/language/payload.ts'
import { pass, Rig, task } from './rig.ts'

const text = (bytes: number): string => 'x'.repeat(bytes)

describe('the payload limit of 256 KiB', () => {
  it('counts bytes of UTF-8, exactly', () => {
    expect(fits(text(PAYLOAD_LIMIT - 2))).toBe(true)
    expect(fits(text(PAYLOAD_LIMIT - 1))).toBe(false)
    expect(fits('疫'.repeat(87_380))).toBe(true)
    expect(fits('疫'.repeat(87_381))).toBe(false)
    expect(fits(Array.from({ length: 100_000 }, () => 1))).toBe(true)
    expect(fits(Array.from({ length: 140_000 }, () => 1))).toBe(false)
    expect(fits({ a: { [text(300_000)]: 1 } })).toBe(false)
  })

  const growing = { Output: "{% $join([1..10].('x')) & $states.input & $states.input %}" }

  it('ends a state whose output is larger with States.DataLimitExceeded', async () => {
    const run = await new Rig().run({ A: pass({ ...growing, End: true }) }, text(200_000))
    expect(run.failure.error).toBe('States.DataLimitExceeded')
  })

  it('holds for the result of a task, and only its own name catches that', async () => {
    const large = async (errorEquals: string) => {
      const rig = new Rig({ handlers: { f: () => text(300_000) } })
      return await rig.run({
        A: task('f', { Catch: [{ ErrorEquals: [errorEquals], Next: 'B' }], End: true }),
        B: pass({ Output: 'caught', End: true }),
      })
    }
    expect((await large('States.ALL')).failure.error).toBe('States.DataLimitExceeded')
    expect((await large('States.DataLimitExceeded')).output).toBe('caught')
  })

  it('holds for arguments, variables and collected results', async () => {
    const input = text(200_000)
    const args = { FunctionName: 'f', Payload: '{% $states.input & $states.input %}' }
    const rig = new Rig({ handlers: { f: () => null } })
    expect((await rig.run({ A: task('f', { Arguments: args, End: true }) }, input)).failure.error).toBe(
      'States.DataLimitExceeded',
    )
    expect(rig.calls).toEqual([])
    const assign = pass({ Assign: { x: '{% $states.input %}', y: '{% $states.input %}' }, End: true })
    expect((await new Rig().run({ A: assign }, input)).failure.error).toBe('States.DataLimitExceeded')
    const both = {
      Type: 'Parallel',
      Branches: ['A', 'B'].map((name) => ({ StartAt: name, States: { [name]: pass() } })),
      End: true,
    }
    expect((await new Rig().run({ P: both }, input)).failure.error).toBe('States.DataLimitExceeded')
  })

  it('holds for what comes in through the API', () => {
    const rig = new Rig()
    const stateMachineArn = rig.create({ A: pass() })
    expect(() => rig.service.startExecution({ stateMachineArn, input: `"${text(262_143)}"` })).toThrow(
      '262144',
    )
  })
})

describe('the history limit of 25,000 events', () => {
  it('ends the execution with States.Runtime as its last event', async () => {
    const run = await new Rig().run({
      A: pass({ Next: 'B' }),
      B: { Type: 'Wait', Seconds: 1, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'D' }], Default: 'A' },
      D: { Type: 'Succeed' },
    })
    expect(run.status).toBe('FAILED')
    expect(run.failure).toEqual({
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    })
    const { events } = run
    expect(events).toHaveLength(25_000)
    expect(events.at(-1)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' })
  })

  it('cannot be caught from inside a branch', async () => {
    const Choices = [{ Condition: '{% $states.input = 1 %}', Next: 'C' }]
    const loop = { A: pass({ Next: 'B' }), B: { Type: 'Choice', Choices, Default: 'A' }, C: pass() }
    const run = await new Rig().run({
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: loop }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }],
        End: true,
      },
      D: pass(),
    })
    expect(run.failure.error).toBe('States.Runtime')
    expect(run.types).toHaveLength(25_000)
  })
})
