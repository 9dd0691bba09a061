import { describe, expect, it } from 'vitest'
import { StepFunctionsError } from '../src/language/errors.ts'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { pass, Rig, task } from './rig.ts'

/** The message with which a definition is refused. */
const refusal = (definition: JsonValue | string): string => {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  try {
    new Rig().service.createStateMachine({ name: 'm', definition: text })
  } catch (error) {
    if (error instanceof StepFunctionsError && error.name === 'InvalidDefinition') return error.message
    throw error
  }
  return 'accepted'
}
const machine = (States: JsonObject, fields: JsonObject = {}): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0] ?? '',
  States,
  ...fields,
})
const refusalOfState = (A: JsonObject, others: JsonObject = {}): string => refusal(machine({ A, ...others }))

const map = (fields: JsonObject, processor: JsonObject = {}): JsonObject => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'I', States: { I: pass() }, ...processor },
  End: true,
  ...fields,
})

describe('a definition in JSONPath', () => {
  it('is refused: QueryLanguage must be JSONata', () => {
    const { QueryLanguage: _, ...rest } = machine({ A: pass() })
    expect(refusal(rest)).toContain('QueryLanguage must be JSONata')
    expect(refusal(rest)).toContain('at /States/A/QueryLanguage')
    expect(refusalOfState(pass({ QueryLanguage: 'JSONPath', End: true }))).toContain('it is JSONPath')
  })

  it.each([
    ['InputPath', pass({ InputPath: '$.a', End: true })],
    ['OutputPath', pass({ OutputPath: '$.a', End: true })],
    ['ResultPath', pass({ ResultPath: '$.a', End: true })],
    ['Parameters', pass({ Parameters: {}, End: true })],
    ['Result', pass({ Result: {}, End: true })],
    ['ResultSelector', task('f', { ResultSelector: {}, End: true })],
    ['TimeoutSecondsPath', task('f', { TimeoutSecondsPath: '$.t', End: true })],
    ['HeartbeatSecondsPath', task('f', { HeartbeatSecondsPath: '$.t', End: true })],
    ['SecondsPath', { Type: 'Wait', SecondsPath: '$.s', End: true }],
    ['TimestampPath', { Type: 'Wait', TimestampPath: '$.s', End: true }],
    ['ItemsPath', map({ ItemsPath: '$.items' })],
    ['MaxConcurrencyPath', map({ MaxConcurrencyPath: '$.n' })],
    ['ErrorPath', { Type: 'Fail', ErrorPath: '$.e' }],
    ['CausePath', { Type: 'Fail', CausePath: '$.c' }],
  ])('is refused by the name of its field %s', (field, state) => {
    const message = refusalOfState(state)
    expect(message).toContain(`The field ${field} belongs to JSONPath`)
    expect(message).toContain(`at /States/A/${field}`)
  })

  it('is refused by the name of a choice operator', () => {
    const Choices = [{ Variable: '$.x', NumericEquals: 1, Next: 'B' }]
    const message = refusalOfState({ Type: 'Choice', Choices }, { B: pass() })
    expect(message).toContain('The field Variable belongs to JSONPath')
    expect(message).toContain('at /States/A/Choices/0/NumericEquals')
  })

  it('is refused inside branches and processors too', () => {
    const inner = pass({ ResultPath: '$.a', End: true })
    const Branches = [{ StartAt: 'P', States: { P: inner } }]
    expect(refusalOfState({ Type: 'Parallel', Branches, End: true })).toContain(
      'at /States/A/Branches/0/States/P/ResultPath',
    )
    expect(refusalOfState(map({}, { States: { I: inner } }))).toContain(
      'at /States/A/ItemProcessor/States/I/ResultPath',
    )
  })
})

describe('a Distributed Map', () => {
  it('is refused by its mode', () => {
    const message = refusalOfState(
      map({}, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
    )
    expect(message).toContain('The Distributed Map is not supported: Mode must be INLINE')
    expect(message).toContain('at /States/A/ItemProcessor/ProcessorConfig/Mode')
  })

  it.each([
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'Label',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
  ])('is refused by its field %s', (field) => {
    const message = refusalOfState(map({ [field]: 1 }))
    expect(message).toContain(`The field ${field} belongs to the Distributed Map`)
    expect(message).toContain(`at /States/A/${field}`)
  })

  it('is not what an inline Map that says so is', () => {
    expect(refusalOfState(map({}, { ProcessorConfig: { Mode: 'INLINE' } }))).toBe('accepted')
  })
})

describe('a resource', () => {
  it.each([
    'arn:aws:states:::states:startExecution.sync',
    'arn:aws:states:::states:startExecution.waitForTaskToken',
    'arn:aws:states:::sns:publish.waitForTaskToken',
    'arn:aws:states:::sqs:sendMessage',
    'arn:aws:states:::dynamodb:putItem',
    'arn:aws:states:::aws-sdk:lambda:invoke',
    'arn:aws:states:::http:invoke',
    'arn:aws:states:local-1:000000000000:activity:wash',
    'lambda',
  ])('%s is refused by name', (Resource) => {
    const message = refusalOfState({ Type: 'Task', Resource, End: true })
    expect(message).toContain(`The field Resource: ${Resource} is not supported at /States/A/Resource`)
  })
})

describe('a definition', () => {
  const unknown: [string, JsonValue, string][] = [
    [
      'a field of the machine',
      machine({ A: pass() }, { Colour: 'red' }),
      'The field Colour is not known at /Colour',
    ],
    [
      'a field of a state',
      machine({ A: pass({ Colour: 1, End: true }) }),
      'Colour is not known at /States/A/Colour',
    ],
    [
      'a field of a retrier',
      machine({ A: task('f', { Retry: [{ ErrorEquals: ['E'], Delay: 1 }], End: true }) }),
      'Delay is not known at /States/A/Retry/0/Delay',
    ],
    [
      'a field of a catcher',
      machine({ A: task('f', { Catch: [{ ErrorEquals: ['E'], Next: 'A', Delay: 1 }], End: true }) }),
      'at /States/A/Catch/0/Delay',
    ],
    ['Iterator', machine({ A: map({ Iterator: {} }) }), 'write ItemProcessor at /States/A/Iterator'],
    [
      'Credentials',
      machine({ A: task('f', { Credentials: {}, End: true }) }),
      'Credentials is not supported',
    ],
    ['a state type', machine({ A: { Type: 'Loop', End: true } }), 'eight state types at /States/A/Type'],
    ['Retry on a Pass', machine({ A: pass({ Retry: [], End: true }) }), 'at /States/A/Retry'],
    ['Assign on a Succeed', machine({ A: { Type: 'Succeed', Assign: {} } }), 'at /States/A/Assign'],
    ['another version', machine({ A: pass() }, { Version: '2.0' }), 'at /Version'],
    ['no start', machine({ A: pass() }, { StartAt: 'B' }), 'StartAt names B, which is not one of the states'],
    ['a lost Next', machine({ A: pass({ Next: 'B' }) }), 'There is no state B here at /States/A/Next'],
    [
      'a lost Default',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'C' }, B: pass() }),
      'There is no state C here at /States/A/Default',
    ],
    [
      'a lost catcher',
      machine({ A: task('f', { Catch: [{ ErrorEquals: ['E'], Next: 'B' }], End: true }) }),
      'at /States/A/Catch/0/Next',
    ],
    ['neither Next nor End', machine({ A: { Type: 'Pass' } }), 'Next or "End": true at /States/A'],
    ['both Next and End', machine({ A: pass({ Next: 'A', End: true }) }), 'Next or "End": true at /States/A'],
    ['a state out of reach', machine({ A: pass(), B: pass() }), 'The state B cannot be reached at /States/B'],
    ['no end', machine({ A: pass({ Next: 'A' }) }), 'No state ends the machine at /States'],
    [
      'a name used twice',
      machine({ A: map({}, { StartAt: 'A', States: { A: pass() } }) }),
      'The state name A is used twice in this machine',
    ],
    ['a long name', machine({ ['x'.repeat(81)]: pass() }), 'at most 80 characters'],
    ['an empty Choices', machine({ A: { Type: 'Choice', Choices: [] } }), 'at /States/A/Choices'],
    [
      'an empty ErrorEquals',
      machine({ A: task('f', { Retry: [{ ErrorEquals: [] }], End: true }) }),
      'ErrorEquals',
    ],
    [
      'States.ALL in company',
      machine({ A: task('f', { Retry: [{ ErrorEquals: ['States.ALL', 'E'] }], End: true }) }),
      'States.ALL must stand alone, in the last entry at /States/A/Retry/0/ErrorEquals',
    ],
    [
      'States.ALL before the last',
      machine({
        A: task('f', {
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'A' },
            { ErrorEquals: ['E'], Next: 'A' },
          ],
          End: true,
        }),
      }),
      'at /States/A/Catch/0/ErrorEquals',
    ],
    [
      'a BackoffRate below 1',
      machine({ A: task('f', { Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }], End: true }) }),
      '/BackoffRate',
    ],
    [
      'an unknown jitter',
      machine({ A: task('f', { Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }], End: true }) }),
      '/JitterStrategy',
    ],
    ['a timeout of 0', machine({ A: task('f', { TimeoutSeconds: 0, End: true }) }), 'a whole number from 1'],
    [
      'a heartbeat as long as the timeout',
      machine({ A: task('f', { TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true }) }),
      'HeartbeatSeconds must be smaller than TimeoutSeconds',
    ],
    [
      'a Wait for nothing',
      machine({ A: { Type: 'Wait', End: true } }),
      'either Seconds or Timestamp at /States/A',
    ],
    [
      'a Wait for two things',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2020-03-01T00:00:00Z', End: true } }),
      'either Seconds or Timestamp',
    ],
    [
      'a Timestamp without a zone',
      machine({ A: { Type: 'Wait', Timestamp: '2020-03-01T00:00:00', End: true } }),
      'RFC 3339',
    ],
    [
      'a Condition in words',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'A' }] } }),
      'must be an expression',
    ],
    [
      'an expression that cannot be read',
      machine({ A: pass({ Output: { v: '{% 1 + %}' }, End: true }) }),
      'Output/v',
    ],
    [
      '$ at the top of an expression',
      machine({ A: pass({ Output: '{% $.a %}', End: true }) }),
      'at /States/A',
    ],
    [
      '$states.result where there is none',
      machine({ A: pass({ Output: '{% $states.result %}', End: true }) }),
      '$states.result',
    ],
    [
      'a variable called states',
      machine({ A: pass({ Assign: { states: 1 }, End: true }) }),
      'states is reserved at /States/A/Assign/states',
    ],
    [
      'a variable that is no name',
      machine({ A: pass({ Assign: { 'a-b': 1 }, End: true }) }),
      'a-b is not valid',
    ],
  ]
  it.each(unknown)('is refused for %s', (_, definition, message) => {
    expect(refusal(definition)).toContain(message)
  })

  it('is refused for an inner Assign to an outer variable', () => {
    const inner = pass({ Assign: { x: 2 }, End: true })
    const message = refusal(
      machine({ A: pass({ Assign: { x: 1 }, Next: 'M' }), M: map({}, { States: { I: inner } }) }),
    )
    expect(message).toContain('The variable x belongs to the outer states and cannot be assigned here')
    expect(message).toContain('at /States/M/ItemProcessor/States/I/Assign/x')
  })

  it('is refused with everything that is wrong, at once', () => {
    const message = refusal(
      machine({ A: pass({ InputPath: '$', Next: 'B' }), B: task('f', { ResultPath: '$', End: true }) }),
    )
    expect(message).toMatch(/^Invalid State Machine Definition: /)
    expect(message).toContain('/States/A/InputPath')
    expect(message).toContain('/States/B/ResultPath')
  })

  it('is refused when it is not JSON, no object, or larger than 1 MB', () => {
    expect(refusal('{')).toContain('INVALID_JSON_DESCRIPTION')
    expect(refusal('[]')).toContain('SCHEMA_VALIDATION_FAILED')
    expect(refusal(machine({ A: pass({ Comment: 'x'.repeat(1_048_576), End: true }) }))).toContain(
      'DEFINITION_TOO_LARGE',
    )
  })

  it('writes the place as a JSON Pointer', () => {
    expect(refusal(machine({ 'a/b~c': pass({ InputPath: '$', End: true }) }))).toContain(
      'at /States/a~1b~0c/InputPath',
    )
  })

  it('is accepted with a comment wherever the language has one', () => {
    const definition = machine(
      {
        A: task('f', {
          Comment: 'c',
          Retry: [{ ErrorEquals: ['States.ALL'], Comment: 'c', JitterStrategy: 'FULL', MaxDelaySeconds: 60 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', Comment: 'c' }],
          TimeoutSeconds: '{% 5 %}',
          HeartbeatSeconds: 5,
          Next: 'B',
        }),
        B: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'C', Comment: 'c' }], Comment: 'c' },
        C: map({ Comment: 'c' }, { Comment: 'c' }),
      },
      { Comment: 'c', Version: '1.0', TimeoutSeconds: 60 },
    )
    expect(refusal(definition)).toBe('accepted')
  })
})
