import { CommunityId } from '../ids.ts'
import { fictitiousNumber } from '../phone/fictitious-number.ts'
import { Community } from './community.ts'

/**
 * Where smoke tests isolate somebody who does not exist. It is in no list of communities: no figures, no line, no
 * digest know it, and all its phones are nobody's.
 */
export const SYNTHETIC = CommunityId.parse('synthetic')

export const isSynthetic = (community: CommunityId): boolean => community === SYNTHETIC

/** Its posts have the last numbers, the people tried there the others. */
const FIRST_POST = 990

const post = (id: string, place: number) => ({
  id,
  name: 'Nobody',
  phone: fictitiousNumber(FIRST_POST + place),
})

/** The community on the clocks of this zone. */
export const syntheticCommunity = (zone: string): Community =>
  Community.parse({
    id: SYNTHETIC,
    name: 'Synthetic: smoke tests',
    zone,
    country: 'GB',
    language: 'en',
    signature: { 'zh-CN': '试验', en: 'Smoke test' },
    phone: fictitiousNumber(FIRST_POST),
    grids: [{ id: 'grid-1', name: 'Nowhere', worker: post('synthetic-worker', 1) }],
    administrator: post('synthetic-administrator', 2),
    streetOffice: post('synthetic-office', 3),
    policeStation: post('synthetic-police', 4),
    doctor: post('synthetic-doctor', 5),
    hospital: post('synthetic-hospital', 6),
  })

/** Place of a phone for the person who is tried on this day. */
export const syntheticPhone = (day: number) => fictitiousNumber(day % FIRST_POST)
