import { Graph as DagreGraph, layout } from '@dagrejs/dagre'
import type { Graph } from '../../../api/views/workflow-graph.ts'
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
  readonly left: number
  readonly top: number
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

const MARGIN = 14

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
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 46, edgesep: 12 })
  const lines = new Map(nodes.map((state) => [state.name, linesOf(words(state))]))
  for (const [name, { width, height }] of lines) graph.setNode(name, { width, height })
  for (const edge of edges)
    graph.setEdge(edge.from, edge.to, { weight: edge.kind === 'catch' ? 1 : 3, minlen: 1 }, keyOf(edge))
  layout(graph)
  const states = nodes.flatMap((state) => {
    const at = graph.node(state.name)
    const text = lines.get(state.name)
    return text === undefined ? [] : [{ ...state, ...text, x: at.x ?? 0, y: at.y ?? 0 }]
  })
  const steps = edges.map((edge) => {
    const { points = [] } = graph.edge(edge.from, edge.to, keyOf(edge))
    return { ...edge, points, middle: points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 } }
  })
  return { ...boundsOf(states, steps), states, steps }
}

/** Around the states and the ways: those may go outside of what the layout calls its size. */
const boundsOf = (
  states: readonly DrawnState[],
  steps: readonly DrawnStep[],
): Pick<Drawing, 'left' | 'top' | 'width' | 'height'> => {
  const xs = [
    ...states.flatMap(({ x, width }) => [x - width / 2, x + width / 2]),
    ...steps.flatMap(({ points }) => points.map(({ x }) => x)),
  ]
  const ys = [
    ...states.flatMap(({ y, height }) => [y - height / 2, y + height / 2]),
    ...steps.flatMap(({ points }) => points.map(({ y }) => y)),
  ]
  const left = Math.min(...xs) - MARGIN
  const top = Math.min(...ys) - MARGIN
  return { left, top, width: Math.max(...xs) + MARGIN - left, height: Math.max(...ys) + MARGIN - top }
}
