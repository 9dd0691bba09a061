import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../src/expressions/compile-template.ts'
import { ExpressionSyntaxError, QueryEvaluationError } from '../src/expressions/expression-errors.ts'
import type { Scope } from '../src/expressions/scope.ts'
import type { JsonValue } from '../src/language/json.ts'

const ENTERED = '2026-03-01T08:00:00.000Z'

const scope: Scope = {
  states: {
    input: { day: 3, name: 'Li', slots: [{ at: 'AM' }, { at: 'PM' }], one: [{ at: 'AM' }], none: [] },
    result: { temperature: 37.4 },
    context: { State: { Name: 'Ask', EnteredTime: ENTERED }, Execution: { Name: 'run-1' } },
  },
  variables: { limit: 37.3, words: ['x', 'y'] },
  random: () => 0.25,
}

const evaluate = (template: JsonValue, given: Scope = scope) =>
  compileTemplate(template, 'Output', 'result')(given)
const value = async (expression: string, given: Scope = scope) => await evaluate(`{% ${expression} %}`, given)

const drawing = (numbers: readonly number[]): Scope => {
  const left = [...numbers]
  return { ...scope, random: () => left.shift() ?? 0 }
}

describe('a template', () => {
  it('without an expression is a constant', () => {
    expect(evaluate({ a: [1, 'plain', { b: null }] })).toEqual({ a: [1, 'plain', { b: null }] })
  })

  it('takes the value of every expression in it, however deep', () => {
    expect(
      evaluate({
        who: '{% $states.input.name %}',
        list: [1, '{%$limit%}', { deep: '{% $states.result %}' }],
      }),
    ).toEqual({ who: 'Li', list: [1, 37.3, { deep: { temperature: 37.4 } }] })
  })

  it('keeps its order and its constants when an expression takes the general way', async () => {
    expect(
      await evaluate({ a: 1, b: '{% $sum([1, 2]) %}', c: ['{% $limit %}', '{% $uppercase("x") %}', 2] }),
    ).toEqual({
      a: 1,
      b: 3,
      c: [37.3, 'X', 2],
    })
  })

  it('draws random numbers in the order of its text', async () => {
    expect(await evaluate(['{% $random() %}', '{% $random() %}'], drawing([0.1, 0.2]))).toEqual([0.1, 0.2])
  })

  it.each(['{% $limit', '$limit %}', ' {% $limit %}', '{%}'])(
    'refuses the half-open expression %j',
    (text) => {
      expect(() => compileTemplate({ a: [text] }, 'Arguments')).toThrow(ExpressionSyntaxError)
      expect(() => compileTemplate({ a: [text] }, 'Arguments')).toThrow(
        'Arguments/a[0]: an expression must begin with {%',
      )
    },
  )

  it('takes braces within a text, or with space on both sides, as they are', () => {
    expect(evaluate([' {% $limit %} ', 'of {% x %} here'])).toEqual([' {% $limit %} ', 'of {% x %} here'])
  })
})

describe('an expression', () => {
  it.each([
    ['$states.input.day + 1', 4],
    ["$states.input.name & '!'", 'Li!'],
    ['$states.result.temperature > $limit', true],
    ['$states.input.slots[1].at', 'PM'],
    ['$exists($states.input.zip) or $states.input.day = 3', true],
    ["$states.input.day in [1, 3] ? 'yes' : 'no'", 'yes'],
    ["{ 'run': $states.context.Execution.Name, 'missing': $states.input.zip }", { run: 'run-1' }],
    ["{'a': 1, 'b': [2]} = {'b': [2], 'a': 1}", true],
    ["{'a': 1} = {'a': 1, 'b': 2}", false],
    ["{'a': 1, 'b': 2} = {'a': 1}", false],
    ["{'a': {'b': 1}} = {'a': {'b': 2}}", false],
    ['[1, [2]] != [1, [3]]', true],
    ['$states.input.zip != 1', false],
    ['[$states.input.day, $words, [1]]', [3, 'x', 'y', [1]]],
  ])('%s is answered at once', (expression, expected) => {
    const given = evaluate(`{% ${expression} %}`)
    expect(given).not.toBeInstanceOf(Promise)
    expect(given).toEqual(expected)
  })

  it.each([
    ['$states.input.slots.at', ['AM', 'PM']],
    ['$states.input.one.at', 'AM'],
    ['$states.input.one.at[]', ['AM']],
    ["$states.input.slots[at = 'PM'].$.at", 'PM'],
    ['$merge([$states.result, {"day": 1}])', { temperature: 37.4, day: 1 }],
    ['( $x := 2; $x * $states.input.day )', 6],
  ])('%s is answered by jsonata', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected)
  })

  it('splices a list of any length', () => {
    const given: Scope = { ...scope, variables: { long: Array.from({ length: 200_000 }, () => 0) } }
    expect(evaluate('{% [$long, 1] %}', given)).toHaveLength(200_001)
  })

  it('takes a variable for what it is, even under the name of a function', async () => {
    const given: Scope = { ...scope, variables: { not: 'a value' } }
    expect(await value('$not', given)).toBe('a value')
    await expect(value('$not(true)', given)).rejects.toThrow('Attempted to invoke a non-function')
  })

  it('gives lists that are nothing but JSON', async () => {
    const list = await value('$states.input.slots.at')
    expect(Object.getOwnPropertyNames(list)).toEqual(['0', '1', 'length'])
  })

  it('does not change its input where jsonata would write to it', async () => {
    await value('$states.input.slots[]')
    await value('$states.input.none{at: at}')
    expect(Object.getOwnPropertyNames(scope.states.input)).toEqual(['day', 'name', 'slots', 'one', 'none'])
    expect(scope.states.input).toMatchObject({ none: [] })
    expect(scope.states.input).not.toHaveProperty('slots.keepSingleton')
  })

  it.each([
    ['$states.input.zip', 'returned nothing (undefined).'],
    ['$sum', 'returned a value that JSON cannot hold.'],
    ["{'f': function($x) { $x }}", 'returned a value that JSON cannot hold.'],
    ['[1 / 0]', 'returned a value that JSON cannot hold.'],
    ['$limit < "a"', 'threw an error during evaluation. T2009: The values 37.3 and "a"'],
    ['$limit + $words', 'threw an error during evaluation. T2002: The right side of the "+" operator'],
    ['$error("broken")', 'threw an error during evaluation. D3137: broken'],
  ])('fails on %s in the words of AWS', async (expression, words) => {
    const failure = value(expression)
    await expect(failure).rejects.toThrow(QueryEvaluationError)
    await expect(value(expression)).rejects.toThrow(
      `The JSONata expression '${expression}' specified for the field 'Output' ${words}`,
    )
  })

  it('names the field in its failure', async () => {
    await expect(async () => evaluate({ days: [1, '{% $states.input.zip %}'] })).rejects.toMatchObject({
      location: 'Output/days[1]',
    })
  })

  it.each([
    ['$', '$ is not available at the top level'],
    ['$.day', '$ is not available at the top level'],
    ['$map($words, function($w) { $ })', '$ is not available at the top level'],
    ['$$.day', '$$ is not available'],
    ['$words[$$ = 1]', '$$ is not available'],
    ['day', 'the name day stands alone'],
    ['1 + day.hour', 'the name day stands alone'],
    ['*', 'there is no input document'],
    ["$eval('1')", '$eval is not available'],
    ['$words ?: 1', 'the operator ?: is newer'],
    ['$words ?? 1', 'the operator ?? is newer'],
    ['$states.result', '$states.result is not available in this field'],
    ['$words[$states.errorOutput.Error = $]', '$states.errorOutput is not available in this field'],
    ['1 +', 'Unexpected end of expression'],
    ['', 'Unexpected end of expression'],
  ])('%j is refused before anything runs', (expression, reason) => {
    expect(() => compileTemplate(`{% ${expression} %}`, 'Output')).toThrow(ExpressionSyntaxError)
    expect(() => compileTemplate(`{% ${expression} %}`, 'Output')).toThrow(reason)
  })

  it('may read the outcome where the field has one', () => {
    expect(() => compileTemplate('{% $states.result %}', 'Output', 'result')).not.toThrow()
    expect(() => compileTemplate('{% $states.errorOutput %}', 'Catch[0]/Output', 'errorOutput')).not.toThrow()
    expect(() => compileTemplate('{% $states.errorOutput %}', 'Output', 'result')).toThrow(
      ExpressionSyntaxError,
    )
  })

  it('is refused with the place and the position of the fault', () => {
    expect(() => compileTemplate({ x: '{% $limit + ) %}' }, 'Assign')).toThrow(
      /^Assign\/x: the expression '\$limit \+ \)' is not valid at character 10/,
    )
  })

  it('may use $ and bare names inside a filter, a step and a grouping', async () => {
    expect(await value("$states.input.slots[$.at = 'AM' and at = 'AM'].at")).toBe('AM')
    expect(await value('$states.input.slots.(at)')).toEqual(['AM', 'PM'])
    expect(await value('$states.input.slots{at: at}')).toEqual({ AM: 'AM', PM: 'PM' })
  })
})

describe('the functions that Step Functions adds', () => {
  it.each([
    ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1, 2], 5)', [[1, 2]]],
    ['$range(0, 10, 2)', [0, 2, 4, 6, 8, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(3, 1, 1)', []],
    ['$parse(\'{"a": [1]}\')', { a: [1] }],
    ["$hash('abc', 'MD5')", '900150983cd24fb0d6963f7d28e17f72'], // RFC 1321, A.5
    ["$hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'], // FIPS 180-2, A.1
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'], // FIPS 180-2, B.1
    ["$length($hash('abc', 'SHA-384'))", 96],
    ["$length($hash('abc', 'SHA-512'))", 128],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected)
  })

  it.each([
    ['$partition([1], 0)', '$partition: the size of a part must be 1 or more'],
    ['$range(1, 2, 0)', '$range: the step must not be 0'],
    ['$range(1, 1001, 1)', '$range: at most 1000 numbers'],
    ["$hash('abc', 'CRC')", '$hash: unknown algorithm CRC'],
    ["$parse('{')", 'JSON'],
    ['$random(0.5)', '$random: the seed must be an integer'],
  ])('%s fails and says why', async (expression, reason) => {
    await expect(value(expression)).rejects.toThrow(reason)
  })

  it('$random and $uuid follow the seed of the run', async () => {
    expect(await value('$random()')).toBe(0.25)
    expect(await value('$uuid()')).toBe('40404040-4040-4040-8040-404040404040')
    expect(await value('$shuffle([1, 2, 3, 4])')).toEqual([2, 1, 3, 4])
  })

  it('$random with a seed depends on nothing else', async () => {
    const numbers = await Promise.all([7, 7, 8, -1].map((seed) => value(`$random(${seed})`)))
    expect(numbers[0]).toBe(numbers[1])
    expect(new Set(numbers).size).toBe(3)
    for (const number of numbers) expect(number).toSatisfy((n: number) => n >= 0 && n < 1)
  })
})

describe('the time in an expression', () => {
  it('is the instant at which the state was entered, never the wall clock', async () => {
    expect(await value('$now()')).toBe(ENTERED)
    expect(await value("$now('[Y]-[M01]-[D01]')")).toBe('2026-03-01')
    expect(await value('$millis()')).toBe(Date.parse(ENTERED))
    expect(await value("$fromMillis($toMillis('12:30', '[H]:[m]'))")).toBe('2026-03-01T12:30:00.000Z')
  })

  it('is refused where the context does not say it', async () => {
    await expect(value('$now()', { ...scope, states: { input: 1, context: {} } })).rejects.toThrow(
      'State.EnteredTime',
    )
  })
})
