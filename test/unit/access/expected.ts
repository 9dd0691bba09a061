import type { AccessRole, StaffRole } from '../../../core/access/access-role.ts'
import { Operation, type Reach } from '../../../core/access/policy.ts'

/**
 * Who may do what, written by hand. a: everything in the area; o: with a matter of the post; -: never. Columns:
 * district administrator, street office, community administrator, grid worker, doctor, police station, read-only.
 */
const TABLE = `
  getMe                 a a a a a a a
  listCommunities       a a a a a a a
  getChanges            a a a a a a a
  getRuleBook           a a a a a a a
  listRuleBooks         a a a a a a a
  getNoOneLeftBehind    a a a a - - a
  getOverview           a a a a - - a
  getDistrictOverview   a - - - - - -
  listIsolations        a a a a - - a
  getIsolation          a a a a o - a
  registerReturnee      - - a a - - -
  checkRegistration     - - a a - - -
  importRoster          - - a - - - -
  beginImport           - - a - - - -
  getImport             - - a - - - -
  previewRoster         - - a - - - -
  recordReport          - - a a o - -
  correctPerson         - - a a - - -
  previewCorrection     - - a a - - -
  decideRelease         - a a - - - -
  endIsolation          - a a - - - -
  mergeIsolations       - a a - - - -
  reopenIsolation       - a a - - - -
  listMatters       a a a a o o a
  getMatter         a a a a o o a
  answerMatter      - a a a o o -
  listMyMatters         - o o o o o -
  getIsolationHistory   a a a a - - a
  getIsolationGraph     a a a a - - a
  getMatterHistory  a a a a - - a
  getMatterGraph    a a a a - - a
  listExecutions        a a a - - - a
  restartIsolation      a - a - - - -
  restartMatter     a - a - - - -
  publishRuleBook       a - - - - - -
  listMessages          a a a a - - a
  listFollowUps         a a a a - - a
  exportLedger          a a a - - - -
  exportIsolations      a a a - - - -
  listStrangers         a - - - - - -
  answerStranger        a - - - - - -
  listDisruptions       a a a a - - a
  takeDisruption        - a a - - - -
  listUnknownCodes      a - a - - - -
  listDeadLetters       a - - - - - -
  redriveDeadLetters    a - - - - - -
  readEvents            a - - - - - -
  getFhirCapabilities   - - - - - - -
  startFhirExport       - - - - - - -
  getFhirExport         - - - - - - -
  getFhirExportFile     - - - - - - -
  searchFhir            - - - - - - -
  readFhir              - - - - - - -
`

/** What a machine may do. Every other operation of the table is none of its business. */
const MACHINES: Readonly<Partial<Record<AccessRole, readonly string[]>>> = {
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

const roles: readonly StaffRole[] = [
  'district_administrator',
  'street_office',
  'community_administrator',
  'grid_worker',
  'doctor',
  'police_station',
  'read_only',
]

const REACHES: Readonly<Record<string, Reach>> = { a: 'area', o: 'own_matters', '-': 'no' }

export interface Cell {
  readonly operation: Operation
  readonly role: AccessRole
  readonly reach: Reach
}

const cellsOf = (line: string): Cell[] => {
  const [name, ...letters] = line.trim().split(/\s+/)
  if (letters.length !== roles.length) throw new Error(`${name} has ${letters.length} cells`)
  const operation = Operation.parse(name)
  const ofPeople = letters.map((letter, column): Cell => {
    const [reach, role] = [REACHES[letter], roles[column]]
    if (reach === undefined || role === undefined) throw new Error(`${name}: what is ${letter}?`)
    return { operation, role, reach }
  })
  const ofMachines = machineRoles.map((role): Cell => {
    const may = MACHINES[role]?.includes(operation) === true
    return { operation, role, reach: may ? 'area' : 'no' }
  })
  return [...ofPeople, ...ofMachines]
}

const machineRoles = ['integrator', 'health_office'] as const satisfies readonly AccessRole[]

export const expectedCells: readonly Cell[] = TABLE.trim().split('\n').flatMap(cellsOf)
