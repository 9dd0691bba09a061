import { describe, expect, it } from 'vitest'
import { pass, Rig } from './rig.ts'

describe('a Pass state', () => {
  it('hands its input on', async () => {
    const run = await new Rig().run({ A: pass() }, { a: [1, null] })
    expect(run.status).toBe('SUCCEEDED')
    expect(run.output).toEqual({ a: [1, null] })
  })

  it('gives its Output instead, constants and expressions, however deep', async () => {
    const Output = {
      list: ['{% $states.input.a %}', { deep: '{% $states.input.a + 1 %}' }],
      text: 'as it is',
    }
    const run = await new Rig().run({ A: pass({ Output, End: true }) }, { a: 1 })
    expect(run.output).toEqual({ list: [1, { deep: 2 }], text: 'as it is' })
  })

  it('hands its output to the next state as input', async () => {
    const run = await new Rig().run({
      A: pass({ Output: 1, Next: 'B' }),
      B: pass({ Output: '{% $states.input + 1 %}', Next: 'C' }),
      C: { Type: 'Succeed', Output: '{% $states.input * 10 %}' },
    })
    expect(run.output).toBe(20)
  })

  it('fails the execution when an expression gives nothing', async () => {
    const run = await new Rig().run({ A: pass({ Output: { v: '{% $states.input.missing %}' }, End: true }) })
    expect(run.status).toBe('FAILED')
    expect(run.failure).toEqual({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'A' (entered at the event id #2). " +
        "The JSONata expression '$states.input.missing' specified for the field 'Output/v' returned nothing (undefined).",
    })
  })
})

describe('a Succeed state', () => {
  it('ends the execution, wherever it stands', async () => {
    const run = await new Rig().run({ A: { Type: 'Succeed' } }, 'input')
    expect(run.output).toBe('input')
  })
})

describe('a Fail state', () => {
  it('fails the execution with its error and cause', async () => {
    const run = await new Rig().run({ A: { Type: 'Fail', Error: 'TooWarm', Cause: 'above 37.3' } })
    expect(run.status).toBe('FAILED')
    expect(run.failure).toEqual({ error: 'TooWarm', cause: 'above 37.3' })
  })

  it('takes error and cause from expressions', async () => {
    const state = { Type: 'Fail', Error: "{% $states.input.e & 'Error' %}", Cause: '{% $states.input.c %}' }
    const run = await new Rig().run({ A: state }, { e: 'My', c: 'because' })
    expect(run.failure).toEqual({ error: 'MyError', cause: 'because' })
  })

  it('needs neither', async () => {
    const run = await new Rig().run({ A: { Type: 'Fail' } })
    expect(run.status).toBe('FAILED')
    expect(run.failure).toEqual({ error: undefined, cause: undefined })
  })

  it('refuses an error that is no string', async () => {
    const run = await new Rig().run({ A: { Type: 'Fail', Error: '{% 1 %}' } })
    expect(run.failure.error).toBe('States.QueryEvaluationError')
  })
})

describe('a Wait state', () => {
  const waitFor = async (fields: { [field: string]: string | number }, input = {}) => {
    const rig = new Rig()
    const run = await rig.run({ A: { Type: 'Wait', ...fields, End: true } }, input)
    return { run, seconds: rig.seconds() }
  }

  it('waits for some seconds', async () => {
    const { run, seconds } = await waitFor({ Seconds: 90 })
    expect(run.status).toBe('SUCCEEDED')
    expect(seconds).toBe(90)
  })

  it('waits for seconds that an expression gives', async () => {
    expect((await waitFor({ Seconds: '{% $states.input.s %}' }, { s: 7 })).seconds).toBe(7)
  })

  it('waits until a timestamp, with any offset', async () => {
    expect((await waitFor({ Timestamp: '2020-03-01T08:00:00Z' })).seconds).toBe(8 * 3600)
    expect((await waitFor({ Timestamp: '2020-03-01T20:00:00.500+08:00' })).seconds).toBe(12 * 3600 + 0.5)
  })

  it('waits until a timestamp that an expression gives', async () => {
    const { seconds } = await waitFor({ Timestamp: '{% $states.input.at %}' }, { at: '2020-03-15T00:00:00Z' })
    expect(seconds).toBe(14 * 86_400)
  })

  it('goes on at once when the timestamp has passed, or after no seconds', async () => {
    expect((await waitFor({ Timestamp: '2020-02-01T00:00:00Z' })).seconds).toBe(0)
    expect((await waitFor({ Seconds: 0 })).seconds).toBe(0)
  })

  it.each([
    ['a text', { Seconds: "{% 'ten' %}" }],
    ['a negative number', { Seconds: '{% -1 %}' }],
    ['half a second', { Seconds: '{% 0.5 %}' }],
    ['a date without a time', { Timestamp: "{% '2020-03-15' %}" }],
    ['a time without an offset', { Timestamp: "{% '2020-03-15T00:00:00' %}" }],
    ['a time with a small t', { Timestamp: "{% '2020-03-15t00:00:00Z' %}" }],
  ])('refuses %s from an expression', async (_, fields) => {
    const { run } = await waitFor(fields)
    expect(run.failure.error).toBe('States.QueryEvaluationError')
    expect(run.types).toContain('EvaluationFailed')
  })

  it('may change output and variables when it is over', async () => {
    const run = await new Rig().run({
      A: { Type: 'Wait', Seconds: 5, Output: { v: 1 }, Assign: { x: 2 }, Next: 'B' },
      B: pass({ Output: ['{% $states.input.v %}', '{% $x %}'], End: true }),
    })
    expect(run.output).toEqual([1, 2])
  })
})

describe('a Choice state', () => {
  const rule = (Condition: string, Next: string, more = {}) => ({ Condition, Next, ...more })
  const ends = { Small: pass({ Output: 'small', End: true }), Large: pass({ Output: 'large', End: true }) }

  it('takes the first rule that holds', async () => {
    const Choices = [
      rule('{% $states.input < 10 %}', 'Small'),
      rule('{% $states.input < 100 %}', 'Large'),
      rule('{% true %}', 'Small'),
    ]
    const states = { A: { Type: 'Choice', Choices }, ...ends }
    expect((await new Rig().run(states, 5)).output).toBe('small')
    expect((await new Rig().run(states, 50)).output).toBe('large')
    expect((await new Rig().run(states, 500)).output).toBe('small')
  })

  it('goes to Default when none holds', async () => {
    const states = {
      A: { Type: 'Choice', Choices: [rule('{% $states.input < 10 %}', 'Small')], Default: 'Large' },
      ...ends,
    }
    expect((await new Rig().run(states, 11)).output).toBe('large')
  })

  it('fails with States.NoChoiceMatched when none holds and there is no Default', async () => {
    const states = {
      A: { Type: 'Choice', Choices: [rule('{% $states.input < 10 %}', 'Small')] },
      Small: pass(),
    }
    const run = await new Rig().run(states, 11)
    expect(run.failure.error).toBe('States.NoChoiceMatched')
    expect(run.types).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'ExecutionFailed'])
  })

  it('refuses a condition that gives no boolean', async () => {
    const states = { A: { Type: 'Choice', Choices: [rule('{% 1 %}', 'Small')] }, Small: pass() }
    const run = await new Rig().run(states)
    expect(run.failure.error).toBe('States.QueryEvaluationError')
    expect(run.events[2]).toMatchObject({
      evaluationFailedEventDetails: {
        location: 'Choices[0]/Condition',
        state: 'A',
      },
    })
  })

  it('uses the Output and Assign of the rule that holds, not its own', async () => {
    const states = {
      A: {
        Type: 'Choice',
        Choices: [rule('{% $states.input = 1 %}', 'B', { Output: 'ruled', Assign: { x: 'by rule' } })],
        Default: 'B',
        Output: 'defaulted',
        Assign: { x: 'by default' },
      },
      B: pass({ Output: ['{% $states.input %}', '{% $x %}'], End: true }),
    }
    expect((await new Rig().run(states, 1)).output).toEqual(['ruled', 'by rule'])
    expect((await new Rig().run(states, 2)).output).toEqual(['defaulted', 'by default'])
  })

  it('works through expressions that need a promise', async () => {
    const Choices = [
      rule('{% $count($map($states.input, function($i) { $i > 5 ? $i })) > 2 %}', 'Large'),
      rule('{% $count($filter($states.input, function($i) { $i > 0 })) = 3 %}', 'Small'),
    ]
    const run = await new Rig().run({ A: { Type: 'Choice', Choices }, ...ends }, [1, 2, 3])
    expect(run.output).toBe('small')
  })
})

describe('a state machine', () => {
  it('ends in time when it has TimeoutSeconds', async () => {
    const rig = new Rig()
    const run = await rig.run(
      { A: { Type: 'Wait', Seconds: 100, End: true } },
      {},
      { TimeoutSeconds: 60, Version: '1.0', Comment: 'short' },
    )
    expect(run.status).toBe('TIMED_OUT')
    expect(run.types.at(-1)).toBe('ExecutionTimedOut')
    expect(rig.seconds()).toBe(60)
  })

  it('lets states name JSONata one by one', async () => {
    const rig = new Rig()
    const run = await rig.run({ A: pass({ QueryLanguage: 'JSONata', End: true }) }, 1, {
      QueryLanguage: 'JSONata',
    })
    expect(run.output).toBe(1)
  })
})
