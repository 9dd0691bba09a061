import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Language } from '../../core/community/community.ts'
import type { Address } from '../../core/person/person.ts'

/** A door without its grid: `3-2-501` or `3栋2单元501室`. */
export const doorWords = ({ building, unit, room }: Address, language: Language): string => {
  if (language === 'en') return [building, unit, room].filter((part) => part !== '').join('-')
  return `${building}栋${unit === '' ? '' : `${unit}单元`}${room}室`
}

/** The community's name for the grid, or its id if the grid is gone. */
export const gridName = (grid: string, community: ShownCommunity): string =>
  community.grids.find(({ id }) => id === grid)?.name ?? grid
