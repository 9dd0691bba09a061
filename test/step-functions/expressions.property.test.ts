import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../core/json.ts'
import { compileTemplate } from '../../local/step-functions/expressions/compile.ts'
import { compileGeneral } from '../../local/step-functions/expressions/general.ts'
import type { Scope } from '../../local/step-functions/expressions/scope.ts'

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
const step = fc.tuple(name, index).map(([field, filter]) => `.${field}${filter}`)
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

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    path,
    literal,
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&', 'and', 'or', 'in'),
        tie('expression'),
      )
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

const scope: fc.Arbitrary<Scope> = fc
  .record({
    input: json,
    result: json,
    variables: fc.record(
      { a: json, b: json, c: json, d: json },
      { requiredKeys: ['a', 'c'], noNullPrototype: true },
    ),
  })
  .map(({ input, result, variables }) => ({
    states: { input, result, context: { State: { EnteredTime: '2026-03-01T00:00:00.000Z' } } },
    variables,
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
  it("gives what jsonata's evaluator gives: the same value, or the same error", async () => {
    await fc.assert(
      fc.asyncProperty(expression, scope, async (source, given) => {
        const general = compileGeneral(source, 'Output')
        const fast = compileTemplate(`{%${source}%}`, 'Output', 'result')
        expect(await outcome(() => fast(given))).toStrictEqual(await outcome(() => general.evaluate(given)))
      }),
      { numRuns: 2000 },
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
