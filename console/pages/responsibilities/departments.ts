import type { MatterView } from '../../../api/views/matter-view.ts'
import type { Role } from '../../../core/community/community.ts'
import type { Owner } from '../../../core/matter/matter.ts'
import type { RungName } from '../../../core/rule-book/rule-book.ts'

export type Department = 'street_office' | 'community' | 'hospital' | 'police_station'

/** The four departments, in the order of the source: street, community, hospital, police. */
export const departments: readonly Department[] = ['street_office', 'community', 'hospital', 'police_station']

const ofRole: Readonly<Record<Role, Department>> = {
  grid_worker: 'community',
  community_administrator: 'community',
  street_office: 'street_office',
  doctor: 'hospital',
  hospital: 'hospital',
  police_station: 'police_station',
}

const ofRung: Readonly<Record<RungName, readonly Department[]>> = {
  grid_worker: ['community'],
  community: ['community'],
  street_office: ['street_office'],
  police_station: ['police_station'],
  worker_and_doctor: ['community', 'hospital'],
  community_and_doctor: ['community', 'hospital'],
  hospital: ['hospital'],
}

/** The owners of an open matter, or the past owners of a settled one. */
const ownersOf = ({ state }: Pick<MatterView, 'state'>): readonly Owner[] =>
  state.name === 'open' ? state.owners : (state.told ?? [])

/** The departments responsible for a matter. Before the first notification: those that will be notified first. */
export const departmentsOf = (matter: Pick<MatterView, 'state' | 'ladder'>): readonly Department[] => {
  const owned = new Set(ownersOf(matter).map(({ role }) => ofRole[role]))
  if (owned.size > 0) return departments.filter((department) => owned.has(department))
  const first = matter.ladder[0]
  return first === undefined ? ['community'] : ofRung[first.rung]
}
