import { parseAst } from 'vite'

/** A small fault: this part of a file is written differently. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
  /** The kind of fault. */
  readonly fault: string
}

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const nodeIn = (node: SyntaxNode, field: string): SyntaxNode | undefined => {
  const value = node[field]
  return isNode(value) ? value : undefined
}

const nodesIn = (node: SyntaxNode, field: string): SyntaxNode[] => {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

const children = (node: SyntaxNode): SyntaxNode[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )

/** Borders and equality, and what comes in their place. */
const COMPARISONS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
}
const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }
const LOGIC: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' }
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  findLast: 'find',
}

/** A value of an enumeration, such as `under_review`. */
const ENUMERATION_VALUE = /^[a-z]+(?:_[a-z0-9]+)*$/

/** What no test can see: logs, and the words of an error. */
const isUnseen = (node: SyntaxNode, text: string): boolean =>
  node.type === 'ImportDeclaration' ||
  node.type === 'ExportAllDeclaration' ||
  node.type === 'ThrowStatement' ||
  (node.type.startsWith('TS') &&
    !/^TS(AsExpression|SatisfiesExpression|NonNullExpression)$/.test(node.type)) ||
  (node.type === 'CallExpression' && /^(?:\w+\.)*log\.\w+\(/.test(text.slice(node.start, node.end)))

const isText = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node['value'] === 'string')

const leaves = (node: SyntaxNode | undefined): boolean => {
  if (node === undefined) return false
  if (/^(Return|Throw|Continue|Break)Statement$/.test(node.type)) return true
  const body = nodesIn(node, 'body')
  return node.type === 'BlockStatement' && body.length === 1 && leaves(body[0])
}

/** Every small fault that this program knows how to make in a file. */
export const mutantsIn = (file: string, text: string): Mutant[] => {
  const found: Mutant[] = []
  const source = (node: SyntaxNode): string => text.slice(node.start, node.end)
  const add = (node: Pick<SyntaxNode, 'start' | 'end'>, after: string, fault: string): void => {
    const { start, end } = node
    const line = text.slice(0, start).split('\n').length
    found.push({ file, line, start, end, before: text.slice(start, end), after, fault })
  }
  /** The operator stands between the two operands. */
  const swap = (
    left: SyntaxNode,
    right: SyntaxNode,
    operator: string,
    after: string,
    fault: string,
  ): void => {
    const start = text.indexOf(operator, left.end)
    if (start >= 0 && start < right.start) add({ start, end: start + operator.length }, after, fault)
  }
  const values: { readonly node: SyntaxNode; readonly value: string; readonly role: string }[] = []

  const operands = (node: SyntaxNode): void => {
    const [left, right] = [nodeIn(node, 'left'), nodeIn(node, 'right')]
    const operator = String(node['operator'])
    if (left === undefined || right === undefined) return
    const comparison = COMPARISONS[operator]
    if (comparison !== undefined) swap(left, right, operator, comparison, 'a comparison')
    const arithmetic = ARITHMETIC[operator]
    if (arithmetic !== undefined && !isText(left) && !isText(right))
      swap(left, right, operator, arithmetic, 'arithmetic')
    const logic = LOGIC[operator]
    if (logic !== undefined) swap(left, right, operator, logic, 'and/or')
    if (operator === '??') add(node, source(right), 'a default always')
  }

  const literal = (node: SyntaxNode, role: string): void => {
    const value = node['value']
    if (typeof value === 'boolean') add(node, String(!value), 'true/false')
    if (typeof value === 'number') {
      add(node, String(value + 1), 'a constant')
      if (value > 0) add(node, String(value - 1), 'a constant')
    }
    if (typeof value === 'string' && ENUMERATION_VALUE.test(value)) values.push({ node, value, role })
  }

  const condition = (node: SyntaxNode): void => {
    const test = nodeIn(node, 'test')
    if (test === undefined) return
    const unlessNot =
      test.type === 'UnaryExpression' && test['operator'] === '!' ? nodeIn(test, 'argument') : undefined
    add(test, unlessNot === undefined ? `!(${source(test)})` : source(unlessNot), 'a condition')
    if (node.type === 'IfStatement' && leaves(nodeIn(node, 'consequent')))
      add(test, 'false', 'an early return')
  }

  const elements = (node: SyntaxNode): void => {
    const all = nodesIn(node, 'elements')
    for (const [index, element] of all.entries()) {
      const next = all[index + 1]
      const before = all[index - 1]
      const [start, end] =
        next !== undefined ? [element.start, next.start] : [before?.end ?? element.start, element.end]
      add({ start, end }, '', 'an element of a list')
    }
  }

  const visit = (node: SyntaxNode, role: string): void => {
    if (isUnseen(node, text)) return
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression':
        operands(node)
        break
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
        condition(node)
        break
      case 'ArrayExpression':
        elements(node)
        break
      case 'Literal':
        literal(node, role)
        break
      case 'ExpressionStatement':
        if (!isUnseen(nodeIn(node, 'expression') ?? node, text))
          // Not nothing: after an `if` the next statement would take its place.
          add(node, ';', 'a statement')
        break
      case 'MemberExpression': {
        const property = nodeIn(node, 'property')
        const after = property === undefined ? undefined : METHODS[source(property)]
        if (property !== undefined && after !== undefined && node['computed'] === false)
          add(property, after, 'a method')
        break
      }
      case 'Property':
        // The name of a property is no value.
        for (const part of children(node)) if (part !== nodeIn(node, 'key')) visit(part, node.type)
        return
    }
    for (const child of children(node)) visit(child, node.type)
  }

  visit(programOf(file, text), 'Program')
  for (const { node, value, role } of values) {
    const others = [...new Set(values.filter((other) => other.role === role).map((other) => other.value))]
    const after = others[(others.indexOf(value) + 1) % others.length]
    if (after !== undefined && after !== value) add(node, `'${after}'`, 'a value of an enumeration')
  }
  return found
}

const programOf = (file: string, text: string): SyntaxNode => {
  const program: unknown = parseAst(text, { lang: 'ts' }, file)
  if (!isNode(program)) throw new TypeError(`${file} has no syntax tree`)
  return program
}
