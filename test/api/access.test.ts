import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import { type Operation, targetOf } from '../../core/access/policy.ts'
import { type Cell, expectedCells } from '../unit/access/expected.ts'
import { registrationForm } from './test-api.ts'
import { type Caller, elsewhere, here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

let api: TwoCommunities
beforeAll(async () => {
  api = await openTwoCommunities()
})
afterAll(() => api.system.close())

/** Requests that change nothing: when allowed, they fail by their body or by the state. */
const requests: Partial<Record<Operation, { json?: object; body?: string; query?: string; status: number }>> =
  {
    registerReturnee: { json: {}, status: 422 },
    checkRegistration: { json: {}, status: 422 },
    importRoster: { body: '', status: 422 },
    beginImport: { body: '', status: 422 },
    getImport: { status: 404 },
    previewRoster: { body: '', status: 422 },
    recordReport: { json: {}, status: 422 },
    correctPerson: { json: {}, status: 422 },
    previewCorrection: { json: {}, status: 422 },
    decideRelease: { json: { decision: 'approve' }, status: 409 },
    endIsolation: { json: {}, status: 422 },
    mergeIsolations: { json: {}, status: 422 },
    reopenIsolation: { json: {}, status: 422 },
    answerMatter: { json: { answer: 'approve' }, status: 409 },
    restartIsolation: { json: { generation: 99 }, status: 409 },
    restartMatter: { json: { generation: 99 }, status: 409 },
    publishRuleBook: { json: {}, status: 422 },
    takeDisruption: { json: {}, status: 200 },
    answerStranger: { json: { id: 'nobody' }, status: 200 },
    exportLedger: { query: '?from=2020-02-10&to=2020-02-11', status: 200 },
    readFhir: { status: 404 },
    // Without Prefer: respond-async.
    startFhirExport: { status: 400 },
    getFhirExport: { query: '?_at=2020-02-11T00:00:00.000Z', status: 200 },
    getFhirExportFile: {
      query: '?type=Patient&isolations=iso-00000000&_at=2020-02-11T00:00:00.000Z',
      status: 200,
    },
    redriveDeadLetters: { json: {}, status: 422 },
    getNoOneLeftBehind: { query: '?community=qinghe', status: 200 },
  }

const ask = async (operation: Operation, asker: Caller | null, about = api.silence) => {
  const route = routes.find((candidate) => candidate.operation === operation)
  if (route === undefined) throw new Error(`nobody serves ${operation}`)
  const { query = '', json, body } = requests[operation] ?? {}
  const id = targetOf(operation) === 'matter' ? about.matter : about.isolation
  const path = route.path
    .replace('{community}', 'qinghe')
    .replace('{type}', 'Patient')
    .replace('{id}', id)
    .replace('{generation}', '1')
    .replace('{version}', 'newest')
    .replace('{kind}', 'workflow_failing')
    .replace('{import}', 'import-00000000')
  const send = route.method === 'GET' ? api.get : api.post
  return send(`${path}${query}`, {
    ...(json === undefined ? {} : { json }),
    ...(body === undefined ? {} : { body }),
    ...(asker ?? { actor: null }),
  })
}

const isAboutPlace = ({ operation }: Cell): boolean => targetOf(operation) !== 'anything'
const served = expectedCells.filter(({ operation }) => operation !== 'readEvents')
const allowed = served.filter(({ reach }) => reach !== 'no')
const denied = served.filter(({ reach }) => reach === 'no')

/** For the doctor and the police a matter of theirs; for everybody else any. */
const ownOf = ({ role }: Cell) => (role === 'doctor' ? api.fever : api.silence)
const foreignTo = ({ role }: Cell) => (role === 'doctor' ? api.silence : api.fever)

describe('every route', () => {
  it('is an operation of the table, and every operation is served', () => {
    const tried = [...new Set(expectedCells.map(({ operation }) => operation))]
    // A stream: the server of one machine has it, and tries it for every role in test/local/events.
    expect([...routes.map(({ operation }) => operation), 'readEvents'].sort()).toEqual(tried.sort())
  })

  it.each(routes.map(({ operation }) => operation))('%s needs a token', async (operation) => {
    const { status, json } = await ask(operation, null)
    expect(status).toBe(401)
    expect(json.error.name).toBe('Unauthenticated')
  })

  it.each(routes.map(({ operation }) => operation))(
    '%s is refused to somebody without a post or a group',
    async (operation) => {
      const { status, json } = await ask(operation, { actor: 'stranger', groups: ['administrators'] })
      expect(status).toBe(403)
      expect(json.error.message).toContain('neither a post in a community nor a group here')
    },
  )
})

describe('within the area', () => {
  it.each(allowed)('a $role is authorized for $operation', async (cell) => {
    const { status } = await ask(cell.operation, here[cell.role], ownOf(cell))
    expect(status).toBe(requests[cell.operation]?.status ?? 200)
  })

  it.each(denied)('a $role is refused $operation', async (cell) => {
    const { status, json } = await ask(cell.operation, here[cell.role], ownOf(cell))
    expect(status).toBe(403)
    expect(json.error.name).toBe('Forbidden')
    expect(json.error.message).toMatch(new RegExp(`^${cell.operation} is for a .*: ask one of them`))
  })
})

describe('outside the area', () => {
  it.each(allowed.filter(isAboutPlace))('a $role is refused $operation', async (cell) => {
    const { status, json } = await ask(cell.operation, elsewhere[cell.role], ownOf(cell))
    expect(status).toBe(403)
    expect(json.error.name).toBe('Forbidden')
  })

  it.each(
    allowed.filter(
      ({ role, operation }) =>
        role === 'grid_worker' && ['isolation', 'matter'].includes(targetOf(operation)),
    ),
  )('the $role of another grid is refused $operation', async (cell) => {
    const { status, json } = await ask(cell.operation, { actor: 'worker-2' })
    expect(status).toBe(403)
    expect(json.error.message).toContain('outside your area')
  })
})

describe('a matter that was handed to somebody else', () => {
  const own = allowed.filter(
    ({ reach, operation }) => reach === 'own_matters' && targetOf(operation) !== 'anything',
  )

  it.each(own.filter(({ operation }) => targetOf(operation) !== 'community'))(
    'is refused to a $role in $operation',
    async (cell) => {
      const { status, json } = await ask(cell.operation, here[cell.role], foreignTo(cell))
      expect(status).toBe(403)
      expect(json.error.message).toContain('has been handed to you')
    },
  )

  it('is not in the lists of the doctor and of the police', async () => {
    const listed = async (asker: Caller, state: string) => {
      const { json } = await api.get(`/communities/qinghe/matters?state=${state}`, asker)
      return json.matters.map(({ id }: { id: string }) => id)
    }
    expect(await listed(here.police_station, 'open')).toEqual([api.silence.matter])
    expect(await listed(here.doctor, 'open')).toEqual([api.fever.matter])
    expect(await listed(here.grid_worker, 'open')).toHaveLength(2)
    expect(await listed({ actor: 'hospital' }, 'open')).toEqual([])
  })

  it('is no matter of mine', async () => {
    const mine = async (asker: Caller) => {
      const { json } = await api.get('/my-matters', asker)
      return json.matters.map(({ matter }: { matter: { id: string } }) => matter.id)
    }
    expect(await mine(here.police_station)).toEqual([api.silence.matter])
    expect(await mine(here.doctor)).toEqual([api.fever.matter])
    expect(await mine(here.grid_worker)).toEqual([api.fever.matter])
    expect(await mine(elsewhere.grid_worker)).toEqual([])
  })
})

describe('the district as a whole', () => {
  it.each([
    ['listStrangers', '/strangers'],
    ['getNoOneLeftBehind', '/no-one-left-behind'],
  ])('is needed for %s without a community', async (_, path) => {
    const status = async (groups: string[]) => (await api.get(path, { actor: 'somebody', groups })).status
    expect(await status(['district-administrator'])).toBe(200)
    expect(await status(['district-administrator@qinghe', 'read-only@linyuan'])).toBe(403)
  })

  it('is seen by a street office that stands behind every community', async () => {
    const { json } = await api.get('/communities', { actor: 'office', groups: ['street-office'] })
    expect(json.communities.map(({ id }: { id: string }) => id)).toEqual(['qinghe', 'linyuan'])
  })
})

describe('a list', () => {
  const other = { actor: 'worker-2' }

  it('of communities names those of the caller', async () => {
    const named = async (asker: Caller) =>
      (await api.get('/communities', asker)).json.communities.map(({ id }: { id: string }) => id)
    expect(await named(here.grid_worker)).toEqual(['qinghe'])
    expect(await named(elsewhere.doctor)).toEqual(['linyuan'])
    expect(await named({ actor: 'x', groups: ['read-only@qinghe/grid-3'] })).toEqual(['qinghe'])
  })

  it.each(['isolations', 'matters'])('of %s holds the own grid of a worker only', async (name) => {
    const count = async (asker: Caller) =>
      (await api.get(`/communities/qinghe/${name}`, asker)).json[name].length
    expect(await count(here.grid_worker)).toBe(2)
    expect(await count(other)).toBe(0)
    expect((await api.get(`/communities/qinghe/${name}?grid=grid-1`, other)).status).toBe(403)
    expect((await api.get(`/communities/qinghe/${name}?grid=grid-2`, other)).status).toBe(200)
  })

  it('of the ledger holds the caller’s grids', async () => {
    const rows = async (groups: string[]) => {
      const path = '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-11'
      return (await api.get(path, { actor: 'somebody', groups })).text.split('\r\n').length - 2
    }
    expect(await rows(['community-administrator@qinghe'])).toBeGreaterThan(10)
    expect(await rows(['community-administrator@qinghe/grid-1'])).toBeGreaterThan(10)
    expect(await rows(['community-administrator@qinghe/grid-2'])).toBe(0)
  })
})

describe('a grid worker', () => {
  it('registers people in the own grid and in no other', async () => {
    const register = (actor: string) =>
      api.post('/communities/qinghe/isolations', { json: registrationForm(), actor })
    expect((await register('worker-2')).status).toBe(403)
    const { status, json } = await register('worker-1')
    expect(status).toBe(200)
    expect(json.result).toBe('registered_already')
  })
})

describe('a roster', () => {
  it('is only for somebody with every grid of the community', async () => {
    const send = (groups: string[]) =>
      api.post('/communities/qinghe/roster', { body: 'name\r\n', actor: 'somebody', groups })
    expect((await send(['community-administrator@qinghe'])).status).not.toBe(403)
    expect((await send(['community-administrator@qinghe/grid-1'])).status).toBe(403)
  })
})

describe('an answer', () => {
  it('is given in the caller’s post, even if they have other roles', async () => {
    const answer = (asker: Caller) =>
      api.post(`/matters/${api.fever.matter}/answers`, { json: { answer: 'ruled_out' }, ...asker })
    const refused = await answer({ actor: 'administrator', groups: ['district-administrator'] })
    expect(refused.status).toBe(409)
    expect(refused.json.error.message).toBe('"ruled out" is not for the community administrator to say')
    const taken = await answer({ actor: 'doctor', groups: ['community-administrator@qinghe'] })
    expect(taken.status).toBe(200)
  })

  it('is offered to those who may give it', async () => {
    const offered = async (asker: Caller) =>
      (await api.get(`/matters/${api.silence.matter}`, asker)).json.matter.answers
    expect(await offered(here.police_station)).toEqual([
      'taken',
      'reached',
      'not_at_home',
      'refuses',
      'nobody_opened',
      'number_mended',
      'sent_to_clinic',
      'died',
      'left',
    ])
    expect(await offered(here.district_administrator)).toEqual([])
    expect(await offered(here.read_only)).toEqual([])
  })
})

describe('another system', () => {
  it('has the scopes of its token and nothing else: no post of the same name, and no group', async () => {
    const claims = {
      sub: 'worker-1',
      client_id: 'worker-1',
      scope: 'events.read',
      groups: 'district-administrator',
    }
    expect((await api.get('/communities/qinghe/isolations', { claims })).status).toBe(403)
    expect((await api.get('/me', { claims })).status).toBe(403)
  })

  it.each(['', 'openid', 'sixclear/everything'])('with none of our scopes is told so: %j', async (scope) => {
    const { status, json } = await api.get('/me', { claims: { sub: 'x', client_id: 'x', scope } })
    expect(status).toBe(403)
    expect(json.error.message).toContain('none of the scopes of this API')
  })

  it('is nobody who is signed in: a person has no rights by the scopes of a page', async () => {
    const claims = { sub: 'visitor', client_id: 'console', scope: 'openid sixclear/events.read' }
    expect((await api.get('/me', { claims })).status).toBe(403)
  })
})

describe('the caller', () => {
  it('is told their post, their area and what they may do', async () => {
    const { json } = await api.get('/me', here.grid_worker)
    expect(json).toMatchObject({
      actor: 'staff:worker-1',
      name: '网格员赵一',
      grants: [
        {
          role: 'grid_worker',
          post: 'grid_worker',
          area: { within: 'grid', community: 'qinghe', grid: 'grid-1' },
        },
      ],
      personal: true,
    })
    expect(json.permissions).toContain('registerReturnee')
    expect(json.permissions).not.toContain('endIsolation')
  })

  it.each([
    { 'cognito:groups': '[read-only@qinghe doctor@linyuan]' },
    { groups: '[read-only@qinghe doctor@linyuan]' },
    { groups: ['read-only@qinghe', 'doctor@linyuan'] },
    { 'cognito:groups': '[read-only@qinghe, doctor@linyuan]' },
  ])('may belong to several groups: %j', async (claims) => {
    const { json } = await api.get('/me', { claims: { sub: 'visitor', ...claims } })
    expect(json.grants.map(({ role }: { role: string }) => role)).toEqual(['read_only', 'doctor'])
    expect(json.name).toBeNull()
  })

  it.each([
    { 'cognito:groups': '[interns],[district-administrator]' },
    { 'cognito:groups': '[interns,district-administrator]' },
    { groups: 'interns,district-administrator' },
    { groups: 'interns district-administrator' },
    { groups: ['interns district-administrator'] },
    { groups: ['[district-administrator]'] },
  ])('has nothing from a group whose name only contains a role: %j', async (claims) => {
    const { status } = await api.get('/me', { claims: { sub: 'visitor', ...claims } })
    expect(status).toBe(403)
  })

  it.each([{ token_use: 'id' }, { at_hash: 'x' }])(
    'is not authenticated by an ID token, which is in the address of every sign-out: %j',
    async (claims) => {
      const { status, json } = await api.get('/me', { claims: { sub: 'worker-1', ...claims } })
      expect(status).toBe(401)
      expect(json.error.message).toContain('send the access token')
    },
  )

  it.each(['auth0|1234', 'x'.repeat(65), 'worker 1', 'worker-1\n'])(
    'with a sub that the ledger cannot name is refused, and not sent to sign in again and again: %j',
    async (sub) => {
      const { status, json } = await api.get('/me', { claims: { sub, groups: 'read-only' } })
      expect(status).toBe(403)
      expect(json.error.message).toContain('the sub of your token')
    },
  )

  it('is authenticated by an access token', async () => {
    const claims = { sub: 'worker-1', token_use: 'access', client_id: 'console', scope: 'openid' }
    expect((await api.get('/me', { claims })).status).toBe(200)
  })

  it('has no name and no personal data as a district administrator', async () => {
    const { json } = await api.get('/me', here.district_administrator)
    expect(json).toMatchObject({ name: null, personal: false })
    expect(json.permissions).toContain('publishRuleBook')
  })

  it('may have a single group', async () => {
    const { json } = await api.get('/me', { claims: { sub: 'visitor', groups: 'read-only' } })
    expect(json.grants).toEqual([{ role: 'read_only', area: { within: 'district' } }])
  })
})
