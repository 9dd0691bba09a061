import { Graph as DagreGraph, layout } from '@dagrejs/dagre'
import { withCorners } from './corners.ts'
import type { DrawnState, Point, SizedState, Step, Way } from './drawing.ts'

const GAP = 40

/** From the start by the next state, or by the first exit of a Choice, until it comes back to one of them. */
const mainLine = (states: readonly SizedState[], steps: readonly Step[]): string[] => {
  const line: string[] = []
  let at = states[0]?.name
  while (at !== undefined && !line.includes(at)) {
    line.push(at)
    const from = at
    at = steps.find((step) => step.from === from && (step.kind === 'next' || step.kind === 'choice'))?.to
  }
  return line
}

/**
 * How far a state stands from the start: the main line as it comes, everything else as near as it can be to the last of
 * the line that leads to it, and the ends of the work last.
 */
const ranksOf = (states: readonly SizedState[], steps: readonly Step[]): ReadonlyMap<string, number> => {
  const line = mainLine(states, steps)
  const ranks = new Map(line.map((name, at) => [name, at]))
  for (const start of line.toReversed()) {
    const ahead = [start]
    for (const from of ahead)
      for (const { to } of steps.filter((step) => step.from === from)) {
        if (ranks.has(to)) continue
        ranks.set(to, (ranks.get(from) ?? 0) + 1)
        ahead.push(to)
      }
  }
  const last = Math.max(0, ...ranks.values())
  for (const { name, type } of states) if (type === 'Succeed' || type === 'Fail') ranks.set(name, last)
  return ranks
}

const keyOf = ({ from, to, kind, label }: Step): string => [from, to, kind, label ?? ''].join('\n')

/** The work from left to right, each state in its rank. */
const workIn = (states: readonly SizedState[], steps: readonly Step[]) => {
  const graph = new DagreGraph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', ranker: 'none', nodesep: 18, ranksep: 32, edgesep: 8 })
  const ranks = ranksOf(states, steps)
  const rankOf = (name: string): number => ranks.get(name) ?? 0
  // dagre keeps every second rank for labels.
  for (const { name, width, height } of states) graph.setNode(name, { width, height, rank: 2 * rankOf(name) })
  const isForth = ({ from, to }: Step): boolean => rankOf(to) > rankOf(from)
  const isBeside = ({ from, to }: Step): boolean => rankOf(to) === rankOf(from)
  // Straight: from a state to the next, and from a Choice to what most usually follows.
  const isUsual = (step: Step): boolean =>
    step.kind === 'next' || step === steps.find(({ from }) => from === step.from)
  for (const step of steps)
    if (!isBeside(step)) {
      const [left, right] = isForth(step) ? [step.from, step.to] : [step.to, step.from]
      graph.setEdge(left, right, { weight: isForth(step) && isUsual(step) ? 9 : 1, minlen: 1 }, keyOf(step))
    }
  layout(graph)
  const placed = states.map((state) => {
    const { x = 0, y = 0 } = graph.node(state.name)
    return { ...state, x, y }
  })
  const wayOf = (step: Step): Point[] => {
    if (isBeside(step)) return besides(placed, step)
    const { points = [] } = isForth(step)
      ? graph.edge(step.from, step.to, keyOf(step))
      : graph.edge(step.to, step.from, keyOf(step))
    return isForth(step) ? points : points.toReversed()
  }
  return { placed, wayOf }
}

const named = (states: readonly DrawnState[], name: string): DrawnState | undefined =>
  states.find((state) => state.name === name)

/** Between two states of one rank: out to the right and back. */
const besides = (states: readonly DrawnState[], { from, to }: Step): Point[] => {
  const start = named(states, from)
  const end = named(states, to)
  if (start === undefined || end === undefined) return []
  const x = start.x + start.width / 2
  const middle = { x: x + GAP / 2, y: (start.y + end.y) / 2 }
  return [{ x, y: start.y + 6 }, middle, { x: end.x + end.width / 2, y: end.y - 6 }]
}

/** What is no part of the work, in a row below it. */
const rowBelow = (aside: readonly SizedState[], work: readonly DrawnState[]): DrawnState[] => {
  const bottom = Math.max(0, ...work.map(({ y, height }) => y + height / 2))
  const tallest = Math.max(0, ...aside.map(({ height }) => height))
  const left = Math.min(0, ...work.map(({ x, width }) => x - width / 2))
  const right = Math.max(0, ...work.map(({ x, width }) => x + width / 2))
  const share = (right - left) / Math.max(1, aside.length)
  return aside.map((state, at) => ({
    ...state,
    x: left + share * (at + 0.5),
    y: bottom + 2 * GAP + tallest / 2,
  }))
}

/** To, from and within the row: down from a state and along above the row, or along below it. */
const wayBelow = (states: readonly DrawnState[], { from, to }: Step): Point[] => {
  const start = named(states, from)
  const end = named(states, to)
  if (start === undefined || end === undefined) return []
  if (start.isAside && end.isAside) {
    const y = Math.max(start.y + start.height / 2, end.y + end.height / 2) + GAP / 2
    return withCorners([
      { x: start.x, y: start.y + start.height / 2 },
      { x: start.x, y },
      { x: end.x, y },
      { x: end.x, y: end.y + end.height / 2 },
    ])
  }
  const [above, below] = start.isAside ? [end, start] : [start, end]
  const side = start.isAside ? 12 : -12
  const y = below.y - below.height / 2 - GAP + side
  const way = withCorners([
    { x: above.x + side, y: above.y + above.height / 2 },
    { x: above.x + side, y },
    { x: below.x + side, y },
    { x: below.x + side, y: below.y - below.height / 2 },
  ])
  return start.isAside ? way.toReversed() : way
}

/** On the way back nearer to where it begins, between two points: the way there may run beside it. */
const middleOf = (points: readonly Point[]): Point => {
  const nowhere = { x: 0, y: 0 }
  const isBack = (points[0]?.x ?? 0) > (points.at(-1)?.x ?? 0)
  const { x, y } = points[Math.floor(points.length / (isBack ? 3 : 2))] ?? nowhere
  if (!isBack) return { x, y }
  const before = points[Math.floor(points.length / 3) - 1] ?? nowhere
  return { x: (before.x + x) / 2, y: (before.y + y) / 2 }
}

/** From left to right, as the work goes. What is no part of it stands in a row below. */
export const inRanks = (
  states: readonly SizedState[],
  steps: readonly Step[],
): { readonly states: readonly DrawnState[]; readonly ways: readonly Way[] } => {
  const asides = new Set(states.filter(({ isAside }) => isAside).map(({ name }) => name))
  const isWork = ({ from, to }: Step): boolean => !asides.has(from) && !asides.has(to)
  const { placed: work, wayOf } = workIn(
    states.filter(({ isAside }) => !isAside),
    steps.filter(isWork),
  )
  const below = rowBelow(
    states.filter(({ isAside }) => isAside),
    work,
  )
  const all = [...work, ...below]
  const placed = states.flatMap(({ name }) => named(all, name) ?? [])
  const ways = steps.map((step) => {
    const points = isWork(step) ? wayOf(step) : wayBelow(all, step)
    return { points, middle: middleOf(points) }
  })
  return { states: placed, ways }
}
