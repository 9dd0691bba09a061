import * as z from 'zod/mini'
import { type AccessRole, isMachine, type MachineRole, type StaffRole } from './access-role.ts'

/** Every operation of the API, by its operationId. */
export const Operation = z.enum([
  'getMe',
  'listCommunities',
  'getChanges',
  'getRuleBook',
  'listRuleBooks',
  'getNoOneLeftBehind',
  'getOverview',
  'getDistrictOverview',
  'listIsolations',
  'getIsolation',
  'registerReturnee',
  'checkRegistration',
  'importRoster',
  'beginImport',
  'getImport',
  'previewRoster',
  'recordReport',
  'correctPerson',
  'previewCorrection',
  'decideRelease',
  'endIsolation',
  'mergeIsolations',
  'reopenIsolation',
  'listMatters',
  'getMatter',
  'answerMatter',
  'listMyMatters',
  'getIsolationHistory',
  'getIsolationGraph',
  'getMatterHistory',
  'getMatterGraph',
  'listExecutions',
  'restartIsolation',
  'restartMatter',
  'publishRuleBook',
  'listMessages',
  'listFollowUps',
  'exportLedger',
  'exportIsolations',
  'listStrangers',
  'answerStranger',
  'listDeadLetters',
  'redriveDeadLetters',
  'listUnknownCodes',
  'listDisruptions',
  'takeDisruption',
  'readEvents',
  'getFhirCapabilities',
  'startFhirExport',
  'getFhirExport',
  'getFhirExportFile',
  'searchFhir',
  'readFhir',
])
export type Operation = z.infer<typeof Operation>

/** How far a role has an operation: in all of its area, only for matters handed to its post, or not at all. */
export type Reach = 'area' | 'own_matters' | 'no'

/**
 * What an operation concerns, and so which area is checked. `anything`: no area. `district`: everything at once.
 * `community`: one community, without the grids outside the area. `whole_community`: one community with every grid.
 * `line`: a community, or everything if none is named.
 */
export type Target =
  | 'anything'
  | 'district'
  | 'line'
  | 'community'
  | 'whole_community'
  | 'isolation'
  | 'matter'

type Row = readonly [Reach, Reach, Reach, Reach, Reach, Reach, Reach]

const [a, o, n] = ['area', 'own_matters', 'no'] as const

/** The order of the columns below. */
const columns: Readonly<Record<StaffRole, number>> = {
  district_administrator: 0,
  street_office: 1,
  community_administrator: 2,
  grid_worker: 3,
  doctor: 4,
  police_station: 5,
  read_only: 6,
}

const everybody: Row = [a, a, a, a, a, a, a]
const nobody: Row = [n, n, n, n, n, n, n]
const whoWatches: Row = [a, a, a, a, n, n, a]

/** What people may do: one line per operation, one column per role. */
const table: Readonly<Record<Operation, readonly [Target, Row]>> = {
  //                            district street community worker doctor police read-only
  getMe: ['anything', everybody],
  listCommunities: ['anything', everybody],
  getChanges: ['community', everybody],
  getRuleBook: ['anything', everybody],
  listRuleBooks: ['anything', everybody],
  getNoOneLeftBehind: ['line', whoWatches],
  getOverview: ['community', whoWatches],
  getDistrictOverview: ['district', [a, n, n, n, n, n, n]],
  listIsolations: ['community', whoWatches],
  getIsolation: ['isolation', [a, a, a, a, o, n, a]],
  registerReturnee: ['community', [n, n, a, a, n, n, n]],
  checkRegistration: ['community', [n, n, a, a, n, n, n]],
  importRoster: ['whole_community', [n, n, a, n, n, n, n]],
  beginImport: ['whole_community', [n, n, a, n, n, n, n]],
  getImport: ['whole_community', [n, n, a, n, n, n, n]],
  previewRoster: ['whole_community', [n, n, a, n, n, n, n]],
  recordReport: ['isolation', [n, n, a, a, o, n, n]],
  correctPerson: ['isolation', [n, n, a, a, n, n, n]],
  previewCorrection: ['isolation', [n, n, a, a, n, n, n]],
  decideRelease: ['isolation', [n, a, a, n, n, n, n]],
  endIsolation: ['isolation', [n, a, a, n, n, n, n]],
  mergeIsolations: ['isolation', [n, a, a, n, n, n, n]],
  reopenIsolation: ['isolation', [n, a, a, n, n, n, n]],
  listMatters: ['community', [a, a, a, a, o, o, a]],
  getMatter: ['matter', [a, a, a, a, o, o, a]],
  answerMatter: ['matter', [n, a, a, a, o, o, n]],
  listMyMatters: ['anything', [n, o, o, o, o, o, n]],
  getIsolationHistory: ['isolation', whoWatches],
  getIsolationGraph: ['isolation', whoWatches],
  getMatterHistory: ['matter', whoWatches],
  getMatterGraph: ['matter', whoWatches],
  listExecutions: ['community', [a, a, a, n, n, n, a]],
  restartIsolation: ['isolation', [a, n, a, n, n, n, n]],
  restartMatter: ['matter', [a, n, a, n, n, n, n]],
  publishRuleBook: ['district', [a, n, n, n, n, n, n]],
  listMessages: ['community', whoWatches],
  listFollowUps: ['community', whoWatches],
  exportLedger: ['community', [a, a, a, n, n, n, n]],
  exportIsolations: ['community', [a, a, a, n, n, n, n]],
  listStrangers: ['district', [a, n, n, n, n, n, n]],
  answerStranger: ['district', [a, n, n, n, n, n, n]],
  listDeadLetters: ['district', [a, n, n, n, n, n, n]],
  redriveDeadLetters: ['district', [a, n, n, n, n, n, n]],
  listDisruptions: ['community', whoWatches],
  takeDisruption: ['whole_community', [n, a, a, n, n, n, n]],
  listUnknownCodes: ['whole_community', [a, n, a, n, n, n, n]],
  readEvents: ['anything', [a, n, n, n, n, n, n]],
  getFhirCapabilities: ['community', nobody],
  startFhirExport: ['community', nobody],
  getFhirExport: ['community', nobody],
  getFhirExportFile: ['community', nobody],
  searchFhir: ['community', nobody],
  readFhir: ['community', nobody],
}

/** What other systems may do, in all of their area: this, and nothing else. */
const ofMachines: Readonly<Record<MachineRole, readonly Operation[]>> = {
  integrator: ['readEvents'],
  health_office: [
    'getFhirCapabilities',
    'startFhirExport',
    'getFhirExport',
    'getFhirExportFile',
    'searchFhir',
    'readFhir',
  ],
}

/** Name, phone, address and messages. `own_matters` means open ones here. */
const personalData: Row = [n, o, a, a, o, o, n]

const cell = (row: Row, role: StaffRole): Reach => row[columns[role]] ?? 'no'

export const targetOf = (operation: Operation): Target => table[operation][0]

export const reachOf = (operation: Operation, role: AccessRole): Reach => {
  if (isMachine(role)) return ofMachines[role].includes(operation) ? 'area' : 'no'
  return cell(table[operation][1], role)
}

export const personalReachOf = (role: AccessRole): Reach =>
  isMachine(role) ? 'no' : cell(personalData, role)
