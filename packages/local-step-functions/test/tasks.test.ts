import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../src/language/json.ts'
import { LAMBDA, Named, pass, Rig, task } from './rig.ts'

const FUNCTION = 'arn:aws:lambda:local-1:000000000000:function:measure'

describe('lambda:invoke', () => {
  const invoke = (fields: JsonObject): JsonObject => ({
    Type: 'Task',
    Resource: LAMBDA,
    End: true,
    ...fields,
  })

  it('hands the Payload to the function and wraps what it gives', async () => {
    const rig = new Rig({ handlers: { measure: () => ({ value: 36.5 }) } })
    const Arguments = { FunctionName: 'measure', Payload: { who: '{% $states.input.id %}' } }
    const run = await rig.run({ A: invoke({ Arguments }) }, { id: 'r-1' })
    expect(rig.calls).toEqual([{ name: 'measure', payload: { who: 'r-1' }, at: 0 }])
    expect(run.output).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { value: 36.5 },
      StatusCode: 200,
    })
  })

  it.each(['measure', 'measure:live', FUNCTION, `${FUNCTION}:live`, '000000000000:function:measure'])(
    'finds the function by %s',
    async (FunctionName) => {
      const rig = new Rig({ handlers: { measure: () => 1 } })
      const run = await rig.run({ A: invoke({ Arguments: { FunctionName } }) })
      expect(run.status).toBe('SUCCEEDED')
      expect(rig.calls).toEqual([{ name: 'measure', payload: {}, at: 0 }])
    },
  )

  it('takes the state input for the arguments when there are none', async () => {
    const rig = new Rig({ handlers: { measure: (payload) => payload } })
    await rig.run({ A: invoke({}) }, { FunctionName: 'measure', Payload: [1] })
    expect(rig.calls).toEqual([{ name: 'measure', payload: [1], at: 0 }])
  })

  it('takes the partition of any region', async () => {
    const rig = new Rig({ handlers: { measure: () => 1 } })
    const Resource = 'arn:aws-cn:states:::lambda:invoke'
    const run = await rig.run({ A: invoke({ Resource, Arguments: { FunctionName: 'measure' } }) })
    expect(run.status).toBe('SUCCEEDED')
  })

  it('fails with the name of the error that the function throws', async () => {
    const rig = new Rig({
      handlers: {
        measure: () => {
          throw new Named('NoThermometer', 'not at home')
        },
      },
    })
    const run = await rig.run({ A: invoke({ Arguments: { FunctionName: 'measure' } }) })
    expect(run.failure).toEqual({
      error: 'NoThermometer',
      cause: '{"errorType":"NoThermometer","errorMessage":"not at home","trace":[]}',
    })
    expect(run.types.slice(2, 5)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskFailed'])
  })

  it.each([
    ['no FunctionName', { Payload: {} }, "The field 'FunctionName' is required but was missing"],
    ['a FunctionName that is no text', { FunctionName: 5 }, "The field 'FunctionName' must be a string"],
    ['a field that it does not know', { FunctionName: 'f', Body: 1 }, "The field 'Body' is not supported"],
    ['another kind of invocation', { FunctionName: 'f', InvocationType: 'Event' }, 'InvocationType Event'],
    ['a text', 'f', 'Arguments must be a JSON object'],
  ])('ends the execution with States.Runtime for %s, caught by nothing', async (_, args, reason) => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }]
    const run = await new Rig().run(
      {
        A: invoke({ Arguments: '{% $states.input %}', Catch }),
        B: pass(),
      },
      args,
    )
    expect(run.failure.error).toBe('States.Runtime')
    expect(run.failure.cause).toContain(reason)
    expect(run.types).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed'])
  })

  it('takes no virtual time', async () => {
    const rig = new Rig({
      handlers: { slow: () => new Promise((resolve) => setTimeout(() => resolve(1), 20)) },
    })
    await rig.run({ A: task('slow', { TimeoutSeconds: 1, End: true }) })
    expect(rig.seconds()).toBe(0)
  })

  it('carries what JSON carries', async () => {
    const text = '{"__proto__":{"a":1},"list":[null,1.5,"x",true,{}]}'
    const rig = new Rig({ handlers: { f: (payload) => payload } })
    const run = await rig.run({ A: task('f') }, JSON.parse(text))
    expect(JSON.stringify(run.output)).toBe(text)
  })

  it('keeps the history safe from a function that changes its payload or its answer later', async () => {
    const answer = { list: [1] }
    const rig = new Rig({
      handlers: {
        f: (payload) => {
          if (typeof payload === 'object' && payload !== null && !Array.isArray(payload))
            Object.assign(payload, { x: 'changed' })
          return answer
        },
      },
    })
    const run = await rig.run({ A: task('f') }, { x: 'sent' })
    answer.list.push(2)
    expect(run.output).toEqual({ list: [1] })
    expect(JSON.stringify(run.events)).not.toContain('changed')
  })
})

describe("a function's own ARN as the Resource", () => {
  it('gets the input and gives its answer unwrapped', async () => {
    const rig = new Rig({ handlers: { measure: (payload) => ({ got: payload }) } })
    const run = await rig.run({ A: { Type: 'Task', Resource: FUNCTION, End: true } }, { a: 1 })
    expect(run.output).toEqual({ got: { a: 1 } })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ])
  })

  it('fails like any task', async () => {
    const rig = new Rig({
      handlers: {
        measure: () => {
          throw new Named('Broken')
        },
      },
    })
    const run = await rig.run({ A: { Type: 'Task', Resource: FUNCTION, End: true } })
    expect(run.failure.error).toBe('Broken')
    expect(run.types).toContain('LambdaFunctionFailed')
  })
})

describe('sns:publish', () => {
  const publishing: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish',
    Arguments: { TopicArn: 'arn:aws:sns:local-1:000000000000:alerts', Message: '{% $states.input %}' },
    End: true,
  }

  it('publishes its arguments', async () => {
    const sent: JsonObject[] = []
    const rig = new Rig({
      publish: async (args) => {
        sent.push(args)
        return { MessageId: 'm-1' }
      },
    })
    const run = await rig.run({ A: publishing }, 'hello')
    expect(sent).toEqual([{ TopicArn: 'arn:aws:sns:local-1:000000000000:alerts', Message: 'hello' }])
    expect(run.output).toMatchObject({ MessageId: 'm-1' })
  })

  it('fails with the name of the service and its error', async () => {
    const rig = new Rig({
      publish: async () => {
        throw new Named('NotFoundException', 'Topic does not exist')
      },
    })
    const run = await rig.run({ A: publishing }, 'hello')
    expect(run.failure).toEqual({ error: 'SNS.NotFoundException', cause: 'Topic does not exist' })
  })
})
