import type { JsonObject, JsonValue } from '../language/json.ts'
import {
  at,
  BEYOND,
  equal,
  field,
  finite,
  isIn,
  operand,
  order,
  put,
  text,
  toBoolean,
  unequal,
  type Value,
} from './operators.ts'
import type { Scope } from './scope.ts'
import { isSyntaxNode, nodesOf, pairsOf, type SyntaxNode } from './syntax-tree.ts'

/** @throws BEYOND where jsonata's evaluator must decide */
export type Fast = (scope: Scope) => Value

/**
 * Compiles the simple expressions, which are nearly all in a workflow, into plain closures: jsonata's evaluator walks
 * its tree asynchronously and takes microseconds where these take nanoseconds. The results are the same, by
 * test/expressions.property.long.test.ts.
 * Returns undefined for an expression outside this subset.
 */
export const compileFast = (node: SyntaxNode): Fast | undefined => {
  if (!isPlain(node)) return undefined
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return literal(node.value)
    case 'variable':
      return variable(node)
    case 'path':
      return path(nodesOf(node, 'steps'))
    case 'binary':
      return binary(node)
    case 'unary':
      return unary(node)
    case 'condition':
      return condition(node)
    case 'block':
      return block(nodesOf(node, 'expressions'))
    case 'function':
      return call(node)
    default:
      return undefined
  }
}

/** A field that is not listed (a grouping, a kept list, a bound focus …) changes what a node means. */
const isPlain = (node: SyntaxNode): boolean => {
  const fields = FIELDS.get(node.type)
  return fields !== undefined && Object.keys(node).every((name) => fields.includes(name))
}

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['string', ['type', 'value', 'position']],
  ['number', ['type', 'value', 'position']],
  ['value', ['type', 'value', 'position']],
  ['variable', ['type', 'value', 'position', 'predicate']],
  ['name', ['type', 'value', 'position', 'stages']],
  ['path', ['type', 'steps']],
  ['binary', ['type', 'value', 'position', 'lhs', 'rhs']],
  ['unary', ['type', 'value', 'position', 'expression', 'expressions', 'lhs']],
  ['condition', ['type', 'position', 'condition', 'then', 'else']],
  ['block', ['type', 'position', 'expressions']],
  ['function', ['type', 'name', 'value', 'position', 'arguments', 'procedure']],
])

/** undefined if one of the nodes is outside the subset. */
const compileAll = (nodes: readonly SyntaxNode[]): readonly Fast[] | undefined => {
  const compiled = nodes.map(compileFast)
  return compiled.every((each) => each !== undefined) ? compiled : undefined
}

const literal = (value: unknown): Fast | undefined => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return () => value
  return value === null ? () => null : undefined
}

const variable = (node: SyntaxNode): Fast | undefined => {
  const name = node.value
  const indexes = indexesIn(node, 'predicate')
  if (typeof name !== 'string' || name === 'states' || indexes === undefined) return undefined
  return indexed(({ variables }) => {
    // Not a variable: perhaps a function of JSONata.
    if (!Object.hasOwn(variables, name)) throw BEYOND
    return variables[name]
  }, indexes)
}

/** The filters of a step if each is a plain number. */
const indexesIn = (node: SyntaxNode, filters: 'predicate' | 'stages'): readonly number[] | undefined => {
  const indexes: number[] = []
  for (const filter of nodesOf(node, filters)) {
    const index = filter.expr
    if (!isSyntaxNode(index) || index.type !== 'number' || typeof index.value !== 'number') return undefined
    indexes.push(Math.floor(index.value))
  }
  return indexes
}

const indexed = (value: Fast, indexes: readonly number[]): Fast =>
  indexes.reduce<Fast>((list, index) => (scope) => at(list(scope), index), value)

const path = ([first, ...rest]: readonly SyntaxNode[]): Fast | undefined => {
  if (first === undefined) return undefined
  return isStates(first) ? statesPath(rest) : variablePath(first, rest)
}

const isStates = (node: SyntaxNode): boolean =>
  node.type === 'variable' && node.value === 'states' && node.predicate === undefined && isPlain(node)

const statesPath = ([root, ...rest]: readonly SyntaxNode[]): Fast | undefined => {
  if (root?.type !== 'name' || !isPlain(root)) return undefined
  const indexes = indexesIn(root, 'stages')
  if (indexes === undefined) return undefined
  const value = statesRoot(root.value)
  return value === undefined ? undefined : steps(indexed(value, indexes), rest)
}

const statesRoot = (name: unknown): Fast | undefined => {
  switch (name) {
    case 'input':
      return ({ states }) => states.input
    case 'result':
      return ({ states }) => states.result
    case 'errorOutput':
      return ({ states }) => states.errorOutput
    case 'context':
      return ({ states }) => states.context
    default:
      return undefined
  }
}

const variablePath = (first: SyntaxNode, rest: readonly SyntaxNode[]): Fast | undefined => {
  if (first.type !== 'variable' && first.type !== 'block') return undefined
  const value = compileFast(first)
  return value === undefined ? undefined : steps(value, rest)
}

const steps = (start: Fast, nodes: readonly SyntaxNode[]): Fast | undefined => {
  let value = start
  for (const node of nodes) {
    const name = node.value
    const indexes = indexesIn(node, 'stages')
    if (node.type !== 'name' || typeof name !== 'string' || indexes === undefined || !isPlain(node))
      return undefined
    const before = value
    value = indexed((scope) => field(before(scope), name), indexes)
  }
  return value
}

const binary = (node: SyntaxNode): Fast | undefined => {
  const [left] = compileAll(nodesOf(node, 'lhs')) ?? []
  const [right] = compileAll(nodesOf(node, 'rhs')) ?? []
  if (left === undefined || right === undefined) return undefined
  switch (node.value) {
    case 'and':
      return (scope) => toBoolean(left(scope)) && toBoolean(right(scope))
    case 'or':
      return (scope) => toBoolean(left(scope)) || toBoolean(right(scope))
    case '=':
      return (scope) => equal(left(scope), right(scope))
    case '!=':
      return (scope) => unequal(left(scope), right(scope))
    case '<':
      return comparison(left, right, (sign) => sign < 0)
    case '<=':
      return comparison(left, right, (sign) => sign <= 0)
    case '>':
      return comparison(left, right, (sign) => sign > 0)
    case '>=':
      return comparison(left, right, (sign) => sign >= 0)
    case '+':
      return arithmetic(left, right, (a, b) => a + b)
    case '-':
      return arithmetic(left, right, (a, b) => a - b)
    case '*':
      return arithmetic(left, right, (a, b) => a * b)
    case '/':
      return arithmetic(left, right, (a, b) => a / b)
    case '%':
      return arithmetic(left, right, (a, b) => a % b)
    case '&':
      return (scope) => text(left(scope)) + text(right(scope))
    case 'in':
      return (scope) => isIn(left(scope), right(scope))
    default:
      return undefined
  }
}

const comparison =
  (left: Fast, right: Fast, holds: (sign: number) => boolean): Fast =>
  (scope) => {
    const sign = order(left(scope), right(scope))
    return sign === undefined ? undefined : holds(sign)
  }

const arithmetic =
  (left: Fast, right: Fast, apply: (a: number, b: number) => number): Fast =>
  (scope) => {
    const a = operand(left(scope))
    const b = operand(right(scope))
    return a === undefined || b === undefined ? undefined : finite(apply(a, b))
  }

const unary = (node: SyntaxNode): Fast | undefined => {
  switch (node.value) {
    case '-':
      return negation(compileAll(nodesOf(node, 'expression'))?.[0])
    case '[':
      return list(nodesOf(node, 'expressions'))
    case '{':
      return object(pairsOf(node))
    default:
      return undefined
  }
}

const negation = (value: Fast | undefined): Fast | undefined =>
  value &&
  ((scope) => {
    const number = operand(value(scope))
    return number === undefined ? undefined : -number
  })

const list = (nodes: readonly SyntaxNode[]): Fast | undefined => {
  const items = compileAll(nodes)
  if (items === undefined) return undefined
  const parts = items.map((value, index) => ({ value, whole: nodes[index]?.value === '[' }))
  return (scope) => {
    const result: JsonValue[] = []
    for (const { value, whole } of parts) {
      const item = value(scope)
      // A list inside a list is spliced in, unless it is itself written as a list.
      if (Array.isArray(item) && !whole) for (const each of item) result.push(each)
      else if (item !== undefined) result.push(item)
    }
    return result
  }
}

/** Keys that are computed may clash or be no strings: those are left to jsonata, and so are the names it reserves. */
const object = (pairs: readonly (readonly [SyntaxNode, SyntaxNode])[]): Fast | undefined => {
  const names = pairs.flatMap(([key]) =>
    key.type === 'string' && compileFast(key) ? [String(key.value)] : [],
  )
  const values = compileAll(pairs.map(([, value]) => value))
  if (values === undefined || new Set(names).size < pairs.length) return undefined
  if (names.some((name) => name.startsWith('_jsonata_'))) return undefined
  const fields = values.map((value, index) => ({ name: names[index] ?? '', value }))
  return (scope) => {
    const result: JsonObject = {}
    for (const { name, value } of fields) {
      const item = value(scope)
      if (item !== undefined) put(result, name, item)
    }
    return result
  }
}

const condition = (node: SyntaxNode): Fast | undefined => {
  const [test, then, otherwise = nothing] =
    compileAll((['condition', 'then', 'else'] as const).flatMap((part) => nodesOf(node, part))) ?? []
  if (test === undefined || then === undefined) return undefined
  return (scope) => (toBoolean(test(scope)) ? then(scope) : otherwise(scope))
}

const nothing: Fast = () => undefined

const block = (nodes: readonly SyntaxNode[]): Fast | undefined =>
  nodes.length === 1 ? compileAll(nodes)?.[0] : undefined

/** `$exists`, `$not` and `$boolean` of one value, unless a variable has taken the name. */
const call = (node: SyntaxNode): Fast | undefined => {
  const [procedure] = nodesOf(node, 'procedure')
  const args = compileAll(nodesOf(node, 'arguments'))
  const [arg] = args ?? []
  const name = procedure?.type === 'variable' && procedure.predicate === undefined ? procedure.value : ''
  const apply = typeof name === 'string' ? FUNCTIONS.get(name) : undefined
  if (typeof name !== 'string' || args?.length !== 1 || arg === undefined || apply === undefined)
    return undefined
  return (scope) => {
    if (Object.hasOwn(scope.variables, name)) throw BEYOND
    return apply(arg(scope))
  }
}

const FUNCTIONS: ReadonlyMap<string, (value: Value) => Value> = new Map<string, (value: Value) => Value>([
  ['exists', (value) => value !== undefined],
  ['not', (value) => (value === undefined ? undefined : !toBoolean(value))],
  ['boolean', (value) => (value === undefined ? undefined : toBoolean(value))],
])
