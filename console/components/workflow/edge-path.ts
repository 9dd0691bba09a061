interface Point {
  readonly x: number
  readonly y: number
}

const between = (a: Point, b: Point): string => `${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2)}`

const round = (value: number): number => Math.round(value * 10) / 10

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

/** A line from the first point to the last, bent towards those between. */
export const pathThrough = (points: readonly Point[]): string => {
  const [first, ...rest] = points
  const last = rest.pop()
  if (first === undefined || last === undefined) return ''
  const bends = rest.map((point, index) => `Q${at(point)} ${between(point, rest[index + 1] ?? last)}`)
  const start = rest[0] === undefined ? '' : `L${between(first, rest[0])}`
  return `M${at(first)}${start}${bends.join('')}L${at(last)}`
}
