import type { Graph } from '../../../api/views/state-machine-graph.ts'
import { inColumn } from './column-layout.ts'
import type { Drawing, DrawnState, DrawnStep, Shown, State } from './drawing.ts'
import { linesOf } from './node-lines.ts'
import { inRanks } from './rank-layout.ts'

/** The states that one comes to only by a failure, or by an answer that a Choice does not list. */
export const asideOf = ({ nodes, edges }: Shown): ReadonlySet<string> => {
  const elsewhere = new Set(edges.filter(({ kind }) => kind === 'default').map(({ to }) => to))
  const ahead = edges.filter(
    ({ to, kind, label }) => !elsewhere.has(to) && !(kind === 'catch' && label === 'States.ALL'),
  )
  const reached = new Set(nodes.slice(0, 1).map(({ name }) => name))
  for (const from of reached) for (const edge of ahead) if (edge.from === from) reached.add(edge.to)
  return new Set(nodes.map(({ name }) => name).filter((name) => !reached.has(name)))
}

/** What to draw: with every failure that the text provides for, or only with those that have happened. */
export const drawn = (graph: Graph, withFailures: boolean): Shown => {
  if (withFailures) return graph
  const aside = asideOf(graph)
  return {
    nodes: graph.nodes.filter(({ name, visits = 0 }) => !aside.has(name) || visits > 0),
    edges: graph.edges.filter(
      ({ from, to, visits = 0 }) => !(aside.has(from) || aside.has(to)) || visits > 0,
    ),
  }
}

/** Wide: from left to right, at a desk. Narrow: from top to bottom, on a phone. */
type Shape = 'wide' | 'narrow'

/** The width of the words in a state. */
const WORDS: Readonly<Record<Shape, number>> = { wide: 120, narrow: 150 }

const MARGIN = 14

/**
 * Places states and steps. `words`: the text of a state; `note`: the text below the current state.
 * The same workflow with the same words always has the same layout.
 */
export const layOut = (
  shown: Shown,
  words: (state: State) => { readonly title: string; readonly gloss?: string; readonly note?: string },
  shape: Shape = 'wide',
  aside: ReadonlySet<string> = asideOf(shown),
): Drawing => {
  const sized = shown.nodes.map((state) => ({
    ...state,
    ...linesOf(words(state), WORDS[shape]),
    isAside: aside.has(state.name),
  }))
  const { states, ways } = shape === 'wide' ? inRanks(sized, shown.edges) : inColumn(sized, shown.edges)
  const steps = shown.edges.map((step, index) => {
    const { points = [], middle = { x: 0, y: 0 } } = ways[index] ?? {}
    return { ...step, points, middle, isAside: aside.has(step.from) || aside.has(step.to) }
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
