import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../src/expressions/compile-template.ts'
import { compileGeneral } from '../src/expressions/jsonata-expressions.ts'
import type { Scope } from '../src/expressions/scope.ts'
import type { JsonValue } from '../src/language/json.ts'

const NAMES = ['a', 'b', 'c', 'd'] as const
const name = fc.constantFrom(...NAMES)

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, -0, 1, 2, -1, 0.1, 1e21, '', 'a', 'b', '[', '1'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.dictionary(name, tie('json'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('json'), { maxLength: 3 }),
  ),
}))

const literal = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '-1', '2', '0.5', "''", "'a'", "'b'", "'['", '"1"'),
  fc.nat(1000).map(String),
)

const index = fc.oneof(
  { arbitrary: fc.constant(''), weight: 3 },
  fc.constantFrom('[0]', '[1]', '[-1]', '[0][0]', '[1.5]'),
)
const step = fc
  .tuple(fc.oneof({ arbitrary: name, weight: 6 }, fc.constantFrom('constructor', 'length')), index)
  .map(([field, filter]) => `.${field}${filter}`)
const root = fc.constantFrom(
  '$states.input',
  '$states.input',
  '$states.result',
  '$a',
  '$b',
  '$c[0]',
  '$d[-1]',
)
const path = fc.tuple(root, fc.array(step, { maxLength: 3 })).map(([start, steps]) => start + steps.join(''))

/** Always of the kind that its name says: so that most operators meet operands they take. */
const known = fc.constantFrom('$number', '$other', '$word', '$name', '$null', '$list', '$object', '$like')

const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&', 'and', 'or', 'in']

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    { arbitrary: fc.tuple(known, index).map(([variable, filter]) => variable + filter), weight: 3 },
    { arbitrary: path, weight: 2 },
    literal,
  ),
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    tie('leaf'),
    fc
      .tuple(tie('leaf'), fc.constantFrom(...OPERATORS), tie('leaf'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(tie('expression'), fc.constantFrom(...OPERATORS), tie('expression'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([a, b, c]) => `(${a}) ? ${b} : ${c}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} ? ${b})`),
    fc.tuple(fc.constantFrom('$exists', '$not', '$boolean'), tie('expression')).map(([f, a]) => `${f}(${a})`),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES, '__proto__'), tie('expression')), { maxLength: 3 })
      .map((fields) => `{${fields.map(([key, value]) => `'${key}': ${value}`).join(', ')}}`),
    tie('expression').map((value) => `-(${value})`),
    fc.tuple(tie('expression'), step).map(([value, next]) => `(${value})${next}`),
  ),
}))

/** One operator on two values: all of them come up in a few thousand runs. */
const operation = fc
  .tuple(fc.oneof(known, literal), fc.constantFrom(...OPERATORS), fc.oneof(known, literal))
  .map((parts) => parts.join(' '))

const word = fc.constantFrom('', 'a', 'b', 'ab')
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 0.1, 0.30000000000000004),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const small = fc.constantFrom<JsonValue[]>(
  {},
  { a: 1 },
  { a: 1, b: 'b' },
  { b: 'b', a: 1 },
  { a: [1, 2] },
  { a: { b: 1 } },
)
const variables = fc.record(
  {
    a: json,
    b: json,
    c: json,
    d: json,
    number,
    other: number,
    word,
    name: word,
    null: fc.constant(null),
    list: fc.array(fc.oneof(fc.constantFrom(1, '1', 0, '', null, true), number, word), { maxLength: 3 }),
    object: small,
    like: small,
  },
  {
    requiredKeys: ['a', 'c', 'number', 'other', 'word', 'name', 'null', 'list', 'object', 'like'],
    noNullPrototype: true,
  },
)

const scope: fc.Arbitrary<Scope> = fc
  .record({ input: json, result: json, variables })
  .map(({ input, result, variables: given }) => ({
    states: { input, result, context: { State: { EnteredTime: '2026-03-01T00:00:00.000Z' } } },
    variables: given,
    random: () => 0.5,
  }))

type Outcome = { readonly value: JsonValue } | { readonly error: string }

const outcome = async (evaluate: () => JsonValue | Promise<JsonValue>): Promise<Outcome> => {
  try {
    return { value: await evaluate() }
  } catch (error) {
    return { error: String(error) }
  }
}

describe('the fast way through an expression', () => {
  it.each([
    ['one operator', operation],
    ['any simple expression', expression],
  ])("gives for %s what jsonata's evaluator gives: the same value, or the same error", async (_, sources) => {
    await fc.assert(
      fc.asyncProperty(sources, scope, async (source, given) => {
        const general = compileGeneral(source, 'Output')
        const fast = compileTemplate(`{%${source}%}`, 'Output', 'result')
        expect(await outcome(() => fast(given))).toStrictEqual(await outcome(() => general.evaluate(given)))
      }),
      { numRuns: 4000 },
    )
  })

  it('leaves the scope as it was', async () => {
    await fc.assert(
      fc.asyncProperty(expression, scope, async (source, given) => {
        const before = JSON.stringify(given)
        await outcome(() => compileTemplate(`{%${source}%}`, 'Output', 'result')(given))
        expect(JSON.stringify(given)).toBe(before)
      }),
      { numRuns: 500 },
    )
  })
})
