import type { AccessRole } from '../../core/access/access-role.ts'
import { Community } from '../../core/community/community.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { sharpRuleBook } from '../workflow/test-system.ts'
import { exampleFile, openTestApi, type TestApi } from './test-api.ts'

/** A caller: the holder of a post, or somebody with groups. */
export interface Caller {
  readonly actor: string
  readonly groups?: readonly string[]
  /** Of another system. */
  readonly scopes?: string
}

/** One of each role, responsible for the first grid of qinghe and perhaps for more. */
export const here: Readonly<Record<AccessRole, Caller>> = {
  district_administrator: { actor: 'district-one', groups: ['district-administrator'] },
  street_office: { actor: 'street-office' },
  community_administrator: { actor: 'administrator' },
  grid_worker: { actor: 'worker-1' },
  doctor: { actor: 'doctor' },
  police_station: { actor: 'police-station' },
  read_only: { actor: 'visitor', groups: ['read-only@qinghe'] },
  integrator: { actor: 'statistics', scopes: 'sixclear/events.read@qinghe' },
  health_office: { actor: 'health-office', scopes: 'sixclear/fhir.read@qinghe' },
}

/** The same roles, responsible for another community. */
export const elsewhere: Readonly<Record<AccessRole, Caller>> = {
  district_administrator: { actor: 'district-two', groups: ['district-administrator@linyuan'] },
  street_office: { actor: 'linyuan-street-office' },
  community_administrator: { actor: 'linyuan-administrator' },
  grid_worker: { actor: 'linyuan-worker-1' },
  doctor: { actor: 'linyuan-doctor' },
  police_station: { actor: 'linyuan-police-station' },
  read_only: { actor: 'visitor', groups: ['read-only@linyuan'] },
  integrator: { actor: 'statistics', scopes: 'sixclear/events.read@linyuan' },
  health_office: { actor: 'health-office', scopes: 'sixclear/fhir.read@linyuan' },
}

interface Matter {
  readonly isolation: string
  readonly matter: string
}

export interface TwoCommunities extends TestApi {
  /** A silence in the first grid, which the worker, and then the police, were told of. */
  readonly silence: Matter
  /** A fever in the first grid, which the worker and the doctor were told of. */
  readonly fever: Matter
}

const linyuan = (): Community => {
  const example = Community.parse(JSON.parse(exampleFile('community.json').toString('utf8')))
  const moved = JSON.stringify({ ...example, id: 'linyuan' })
    .replaceAll(/"id":"((?:worker|administrator|street|police|doctor|hospital)[^"]*)"/g, '"id":"linyuan-$1"')
    .replaceAll('+86139000', '+86139001')
  return Community.parse(JSON.parse(moved))
}

/** Two communities of one district, with a silence and a fever in the first grid of the first. */
export const openTwoCommunities = async (): Promise<TwoCommunities> => {
  const api = await openTestApi()
  await publishCommunity(api.system.ports, linyuan(), sharpRuleBook)
  const silent = await api.registered()
  const feverish = await api.registered({
    person: { name: '样例·李芳', phone: '138 0000 0102' },
    address: { grid: 'grid-1', building: '9', unit: '1', room: '902' },
  })
  await api.until('2020-02-11 10:50')
  await api.says('+8613800000102', '39.1')
  await api.until('2020-02-11 11:05')
  // A list names nobody, so no view is recorded yet.
  const { json } = await api.get('/communities/qinghe/matters')
  const matterOf = (isolation: string): Matter => {
    const [matter] = json.matters.filter((one: { isolation: string }) => one.isolation === isolation)
    return { isolation, matter: String(matter.id) }
  }
  const silence = matterOf(silent)
  await api.post(`/matters/${silence.matter}/answers`, {
    json: { answer: 'not_at_home' },
    actor: 'worker-1',
  })
  return { ...api, silence, fever: matterOf(feverish) }
}
