import type { Address } from '../person/person.ts'

const WORDS =
  /^(?:BUILDING|BLOCK|BLDG|UNIT|ENTRANCE|STAIRCASE|ROOM|FLAT|APARTMENT|APT)\.?(?=\d)|(?:号楼|號樓|栋|棟|幢|座|楼|樓|单元|單元|号房|室|号|號|房)$/gu

const part = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(WORDS, '')
    .replace(/^0+(?=\d)/, '')

/** An address for comparison, without capitals, spaces and the words for its parts: `3号楼` and `3` are one building. */
export const foldedDoor = ({ grid, building, unit, room }: Address): string =>
  [grid, part(building), part(unit), part(room)].join('\n')
