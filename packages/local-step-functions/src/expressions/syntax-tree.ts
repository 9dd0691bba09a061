/** A node of jsonata's syntax tree, whose published type leaves out half of the kinds and fields. */
export interface SyntaxNode extends Readonly<Partial<Record<Field, unknown>>> {
  readonly type: string
}

type Field =
  | 'value'
  | 'position'
  | 'steps'
  | 'stages'
  | 'predicate'
  | 'group'
  | 'expr'
  | 'expression'
  | 'expressions'
  | 'lhs'
  | 'rhs'
  | 'condition'
  | 'then'
  | 'else'
  | 'procedure'
  | 'arguments'
  | 'body'
  | 'terms'
  | 'pattern'
  | 'update'
  | 'delete'

export const isSyntaxNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The nodes under a field that holds one node, a list of nodes or nothing. */
export const nodesOf = (node: SyntaxNode, field: Field): readonly SyntaxNode[] => {
  const value = node[field]
  if (Array.isArray(value)) return value.filter(isSyntaxNode)
  return isSyntaxNode(value) ? [value] : []
}

/** The key and value nodes of an object constructor or of a grouping. */
export const pairsOf = (group: unknown): readonly (readonly [SyntaxNode, SyntaxNode])[] => {
  const pairs = typeof group === 'object' && group !== null && 'lhs' in group ? group.lhs : undefined
  if (!Array.isArray(pairs)) return []
  return pairs.flatMap((pair: unknown) => {
    if (!Array.isArray(pair)) return []
    const [key, value]: unknown[] = pair
    return isSyntaxNode(key) && isSyntaxNode(value) ? [[key, value] as const] : []
  })
}

/** The expressions inside the brackets after a step: `predicate` outside a path, `stages` inside one. */
export const filtersOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  [...nodesOf(node, 'predicate'), ...nodesOf(node, 'stages')].flatMap((filter) => nodesOf(filter, 'expr'))
