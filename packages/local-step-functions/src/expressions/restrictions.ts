import { filtersOf, nodesOf, pairsOf, type SyntaxNode } from './syntax-tree.ts'

/** A construct of JSONata that the States Language does not allow. */
export interface Refusal {
  readonly reason: string
  readonly position: number | undefined
}

/** What only some fields see: the result after success, the error output in a Catch. */
export type Outcome = 'result' | 'errorOutput'

/**
 * What the States Language forbids in an expression that JSONata itself would accept: anything that reads the input
 * document it does not supply (`$`, `$$`, a bare name, a wildcard or a parent at the top level), `$eval`, the two
 * operators that came after JSONata 2.0.6, the version that AWS runs, and an outcome that the field does not see.
 * Source: states-language.net, "JSONata Restrictions"; AWS Step Functions guide, "Transforming data with JSONata".
 */
export const refusalsIn = (
  tree: SyntaxNode,
  source: string,
  outcome: Outcome | undefined,
): readonly Refusal[] => {
  const refusals: Refusal[] = []

  const refuse = (node: SyntaxNode, reason: string): void => {
    const position = node.position
    refusals.push({ reason, position: typeof position === 'number' ? position : undefined })
  }

  const visitAll = (nodes: readonly SyntaxNode[], top: boolean): void => {
    for (const node of nodes) visit(node, top)
  }

  /** `top`: the context value here is the input document. */
  const visit = (node: SyntaxNode, top: boolean): void => {
    switch (node.type) {
      case 'path': {
        const [first, ...rest] = nodesOf(node, 'steps')
        if (first !== undefined) visit(first, top)
        const name = first?.type === 'variable' && first.value === 'states' ? rest[0]?.value : undefined
        if ((name === 'result' || name === 'errorOutput') && name !== outcome)
          refuse(first ?? node, `$states.${name} is not available in this field`)
        visitAll(rest, false)
        break
      }
      case 'name':
        if (top) refuse(node, `the name ${String(node.value)} stands alone: begin with $states or a variable`)
        break
      case 'wildcard':
      case 'descendant':
      case 'parent':
        if (top) refuse(node, 'there is no input document to search: begin with $states or a variable')
        break
      case 'variable':
        if (node.value === '$') refuse(node, '$$ is not available: begin with $states or a variable')
        else if (node.value === '' && top)
          refuse(node, '$ is not available at the top level: begin with $states or a variable')
        else if (node.value === 'eval') refuse(node, '$eval is not available: use $parse')
        break
      case 'condition': {
        const end = node.position
        const operator = typeof end === 'number' ? source.slice(Math.max(0, end - 2), end) : ''
        if (operator === '?:' || operator === '??')
          refuse(node, `the operator ${operator} is newer than JSONata 2.0.6: use a ? b : c`)
        break
      }
      case 'sort':
        for (const term of Array.isArray(node.terms) ? node.terms : [])
          visitAll(nodesOf({ type: 'term', ...term }, 'expression'), false)
        break
      case 'transform':
        for (const field of ['pattern', 'update', 'delete'] as const) visitAll(nodesOf(node, field), false)
        break
    }
    for (const field of PARTS) visitAll(nodesOf(node, field), top)
    for (const [key, value] of pairsOf(node)) visitAll([key, value], top)
    for (const [key, value] of pairsOf(node.group)) visitAll([key, value], false)
    visitAll(filtersOf(node), false)
  }

  visit(tree, true)
  return refusals
}

/** The fields whose nodes see the same context value as the node that holds them. */
const PARTS = [
  'lhs',
  'rhs',
  'expression',
  'expressions',
  'arguments',
  'procedure',
  'condition',
  'then',
  'else',
  'body',
] as const
