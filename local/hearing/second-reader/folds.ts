import type { Draws } from './training-draws.ts'
import type { Labelled } from './training-examples.ts'

const LIKE = 0.5

const likeness = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let both = 0
  for (const piece of a) if (b.has(piece)) both += 1
  return both / (a.size + b.size - both || 1)
}

/** Groups of lines that share half of their pieces, directly or through other lines. */
const groupsOf = (lines: readonly Labelled[]): Labelled[][] => {
  const sets = lines.map(({ pieces }) => new Set(pieces))
  const group = lines.map((_, index) => index)
  const rootOf = (index: number): number => {
    let at = index
    while (group[at] !== at) at = group[at] ?? at
    return at
  }
  sets.forEach((one, index) => {
    for (let other = 0; other < index; other += 1) {
      const another = sets[other]
      if (another === undefined || Math.min(one.size, another.size) < LIKE * Math.max(one.size, another.size))
        continue
      if (rootOf(index) !== rootOf(other) && likeness(one, another) >= LIKE)
        group[rootOf(index)] = rootOf(other)
    }
  })
  const groups = new Map<number, Labelled[]>()
  lines.forEach((line, index) => {
    const root = rootOf(index)
    groups.set(root, [...(groups.get(root) ?? []), line])
  })
  return [...groups.values()]
}

/** Parts of about the same size, each with a share of every file and kind; near duplicates stay together. */
export const foldsOf = (lines: readonly Labelled[], count: number, draws: Draws): Labelled[][] => {
  const folds: Labelled[][] = Array.from({ length: count }, () => [])
  const kindOf = ([line]: readonly Labelled[]): string => `${line?.file} ${line?.tell} ${line?.plain}`
  const kinds = Map.groupBy(draws.shuffled(groupsOf(lines)), kindOf)
  let next = 0
  for (const kind of [...kinds.keys()].sort()) {
    for (const group of kinds.get(kind) ?? []) {
      folds[next % count]?.push(...group)
      next += 1
    }
  }
  return folds
}
