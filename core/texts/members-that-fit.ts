import { clip, clipMiddle } from './clip.ts'

interface Named {
  readonly letter: string
  /** As written; may be empty. */
  readonly name: string
}

/** Letters with their names, at most `longest` units in all, with the same room for each name. */
export const membersThatFit = (
  members: readonly Named[],
  {
    longest,
    gap,
    between,
    mark,
  }: {
    readonly longest: number
    readonly gap: string
    readonly between: string
    readonly mark: string
  },
): string => {
  const each = Math.floor((longest + between.length) / Math.max(1, members.length))
  const room = each - between.length - gap.length - 1
  const written = members.map(({ letter, name }) => {
    const short = room > mark.length ? clipMiddle(name, room, mark) : ''
    return short === '' ? letter : `${letter}${gap}${short}`
  })
  return clip(written.join(between), longest, mark)
}
