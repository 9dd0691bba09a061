import * as z from 'zod/mini'
import { CommunityId, GridId } from './ids.ts'

/** What is counted of a grid, each by itself: most changes are those of one. */
export const Part = z.enum(['isolations', 'released', 'matters'])
export type Part = z.infer<typeof Part>

export const GridPart = z.strictObject({ community: CommunityId, grid: GridId, part: Part })
export type GridPart = z.infer<typeof GridPart>

export const nameOfPart = ({ community, grid, part }: GridPart): string => `${community}/${grid}/${part}`

/** Each once. */
export const distinctParts = (parts: readonly GridPart[]): GridPart[] => [
  ...new Map(parts.map((part) => [nameOfPart(part), part])).values(),
]
