import type { Point } from './drawing.ts'

const RADIUS = 8

const towards = (from: Point, to: Point): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(RADIUS / length, 0.5)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

/** The same way, bent only close to its corners. */
export const withCorners = (points: readonly Point[]): Point[] =>
  points.flatMap((point, at) => {
    const before = points[at - 1]
    const after = points[at + 1]
    return before === undefined || after === undefined
      ? [point]
      : [towards(point, before), point, towards(point, after)]
  })
