import { Graph as DagreGraph, layout } from '@dagrejs/dagre'
import type { Graph } from '../../../functions/api/workflow-graph.ts'
import { type Lines, linesOf } from './node-lines.ts'

type State = Graph['nodes'][number]
type Step = Graph['edges'][number]

export type DrawnState = State &
  Lines & {
    readonly x: number
    readonly y: number
  }

export interface DrawnStep extends Step {
  /** A path through these points. */
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** Where the number of visits stands. */
  readonly middle: { readonly x: number; readonly y: number }
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly states: readonly DrawnState[]
  readonly steps: readonly DrawnStep[]
}

/** What to draw: with every failure that the text provides for, or only with those that have happened. */
export const drawn = (graph: Graph, withFailures: boolean): Pick<Graph, 'nodes' | 'edges'> => {
  if (withFailures) return graph
  const edges = graph.edges.filter(
    ({ kind, label, visits }) =>
      (visits ?? 0) > 0 || !(kind === 'default' || (kind === 'catch' && label === 'States.ALL')),
  )
  const reached = new Set([graph.startAt])
  for (const from of reached) for (const edge of edges) if (edge.from === from) reached.add(edge.to)
  return {
    nodes: graph.nodes.filter(({ name, visits }) => reached.has(name) || (visits ?? 0) > 0),
    edges: edges.filter(({ from }) => reached.has(from)),
  }
}

const keyOf = ({ from, to, kind, label }: Step): string => [from, to, kind, label ?? ''].join('\n')

/**
 * Places states and steps. `words`: what stands in a state; `note`: what stands below the current one.
 * The same text with the same words is always placed the same.
 */
export const layOut = (
  { nodes, edges }: Pick<Graph, 'nodes' | 'edges'>,
  words: (state: State) => { readonly title: string; readonly gloss?: string; readonly note?: string },
): Drawing => {
  const graph = new DagreGraph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 46, edgesep: 12, marginx: 12, marginy: 12 })
  const lines = new Map(nodes.map((state) => [state.name, linesOf(words(state))]))
  for (const [name, { width, height }] of lines) graph.setNode(name, { width, height })
  for (const edge of edges)
    graph.setEdge(edge.from, edge.to, { weight: edge.kind === 'catch' ? 1 : 3, minlen: 1 }, keyOf(edge))
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  return {
    width,
    height,
    states: nodes.flatMap((state) => {
      const at = graph.node(state.name)
      const text = lines.get(state.name)
      return text === undefined ? [] : [{ ...state, ...text, x: at.x ?? 0, y: at.y ?? 0 }]
    }),
    steps: edges.map((edge) => {
      const { points = [] } = graph.edge(edge.from, edge.to, keyOf(edge))
      return { ...edge, points, middle: points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 } }
    }),
  }
}
