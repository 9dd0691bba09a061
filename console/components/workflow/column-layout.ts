import { withCorners } from './corners.ts'
import type { DrawnState, SizedState, Step, Way } from './drawing.ts'

const GAP = 28
const LANE = 9

interface Placed extends DrawnState {
  readonly row: number
}

/** One below the other in the order of the text; what is no part of the work stands last, further down. */
const column = (states: readonly SizedState[]): Placed[] => {
  const work = states.filter(({ isAside }) => !isAside)
  const placed: Placed[] = []
  let top = 0
  for (const [row, state] of [...work, ...states.filter(({ isAside }) => isAside)].entries()) {
    if (row === work.length) top += GAP
    placed.push({ ...state, row, x: 0, y: top + state.height / 2 })
    top += state.height + GAP
  }
  return placed
}

interface Jump {
  readonly step: Step
  readonly from: Placed
  readonly to: Placed
}

/** All jumps to one state share a lane: on the right those ahead, on the left those back. */
const laneOf = (jumps: readonly Jump[]): ReadonlyMap<string, number> => {
  const spans = Object.values(Object.groupBy(jumps, ({ to }) => to.name))
    .flatMap((group = []) => {
      const rows = group.flatMap(({ from, to }) => [from.row, to.row])
      const [first] = group
      return first === undefined
        ? []
        : [{ name: first.to.name, first: Math.min(...rows), last: Math.max(...rows) }]
    })
    .sort((a, b) => a.last - a.first - (b.last - b.first))
  const lanes: (typeof spans)[] = []
  for (const span of spans) {
    const free = lanes.find((lane) => lane.every(({ first, last }) => last < span.first || span.last < first))
    if (free === undefined) lanes.push([span])
    else free.push(span)
  }
  return new Map(lanes.flatMap((lane, at) => lane.map(({ name }) => [name, at] as const)))
}

/** Out of the side of one state, along its lane, and into the side of the other. */
const wayAlong = ({ from, to }: Jump, lane: number, exit: number, exits: number): Way => {
  const isAhead = to.row > from.row
  const side = isAhead ? 1 : -1
  const x = side * (Math.max(from.width, to.width) / 2 + LANE * (lane + 1.5))
  const room = from.height / 2 - 6
  const leaves = from.y + side * ((room * (exit + 1)) / (exits + 1))
  const comes = to.y - side * 5
  return {
    points: withCorners([
      { x: (side * from.width) / 2, y: leaves },
      { x, y: leaves },
      { x, y: comes },
      { x: (side * to.width) / 2, y: comes },
    ]),
    middle: { x, y: leaves + side * 18 * (exit + 1) },
  }
}

/** From top to bottom, in one column. */
export const inColumn = (
  states: readonly SizedState[],
  steps: readonly Step[],
): { readonly states: readonly DrawnState[]; readonly ways: readonly Way[] } => {
  const placed = column(states)
  const byName = new Map(placed.map((state) => [state.name, state]))
  const jumps = steps.flatMap((step) => {
    const from = byName.get(step.from)
    const to = byName.get(step.to)
    return from === undefined || to === undefined ? [] : [{ step, from, to }]
  })
  const isNext = ({ from, to }: Jump): boolean => to.row === from.row + 1
  const isAhead = ({ from, to }: Jump): boolean => to.row > from.row
  const sideways = jumps.filter((jump) => !isNext(jump))
  const lanes = {
    ahead: laneOf(sideways.filter(isAhead)),
    back: laneOf(sideways.filter((jump) => !isAhead(jump))),
  }
  const ways = jumps.map((jump): Way => {
    const { from, to } = jump
    if (isNext(jump)) {
      const points = [
        { x: 0, y: from.y + from.height / 2 },
        { x: 0, y: to.y - to.height / 2 },
      ]
      return { points, middle: { x: 0, y: (from.y + from.height / 2 + to.y - to.height / 2) / 2 } }
    }
    const same = sideways.filter((other) => other.from === from && isAhead(other) === isAhead(jump))
    const lane = lanes[isAhead(jump) ? 'ahead' : 'back'].get(to.name) ?? 0
    return wayAlong(jump, lane, same.indexOf(jump), same.length)
  })
  return { states: states.flatMap(({ name }) => byName.get(name) ?? []), ways }
}
