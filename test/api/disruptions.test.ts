import { describe, expect, it } from 'vitest'
import { GridId, IsolationId } from '../../core/ids.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { findCircuit, saveCircuit } from '../../record/circuit-repository.ts'
import { openDisruption, settleDisruption } from '../../usecases/follow-disruption/open-disruption.ts'
import { exampleCommunity } from '../workflow/test-system.ts'
import { openTestApi } from './test-api.ts'

const { id: community } = exampleCommunity()
const path = '/communities/qinghe/disruptions'
/** The name of the only provider on one machine. */
const PROVIDER = 'sms'

const withOneHeldUp = async () => {
  const api = await openTestApi()
  const { ports } = api.system
  const { isolation } = (await api.get(`/isolations/${await api.registered()}`)).json
  await openDisruption(ports, community, 'workflow_failing', {
    isolation: IsolationId.parse(isolation.id),
    grid: GridId.parse(isolation.grid),
    since: ports.clock.now(),
  })
  return { api, isolation }
}

describe('the disruptions of a community', () => {
  it('are none as a rule', async () => {
    const api = await openTestApi()
    expect(await api.get(path)).toMatchObject({ status: 200, json: { disruptions: [] } })
  })

  it('name those whom they hold up', async () => {
    const { api, isolation } = await withOneHeldUp()
    const { json } = await api.get(`${path}?include=person`, { actor: 'administrator' })
    expect(json.disruptions).toMatchObject([
      {
        kind: 'workflow_failing',
        heldUp: 1,
        owners: [],
        isolations: [{ isolation: isolation.id, person: { name: expect.any(String) } }],
      },
    ])
  })

  it('are taken by the community, and gone when they are over', async () => {
    const { api } = await withOneHeldUp()
    const { clock } = api.system.ports
    const taken = await api.post(`${path}/workflow_failing/taken`, { actor: 'administrator', json: {} })
    expect(taken).toMatchObject({ status: 200, json: { result: 'done' } })
    expect((await api.get(path)).json.disruptions[0].takenBy).toMatchObject([
      { role: 'community_administrator' },
    ])
    await settleDisruption({ ...api.system.ports, clock }, community, 'workflow_failing')
    expect((await api.get(path)).json.disruptions).toEqual([])
    const again = await api.post(`${path}/workflow_failing/taken`, { actor: 'administrator', json: {} })
    expect(again.json.result).toBe('settled_already')
  })

  it('turn the line red when nobody takes them in time', async () => {
    const api = await openTestApi()
    const { store } = api.system.ports
    const since = api.system.ports.clock.now()
    const down = { state: 'open', since, probes: 3, probeAt: plus(since, DAY) } as const
    await saveCircuit(store, PROVIDER, down, await findCircuit(store, PROVIDER))
    await openDisruption(api.system.ports, community, 'messages_failing')
    await api.system.watch.reschedule()
    await api.until('2020-02-10 09:40')
    expect((await api.get('/no-one-left-behind?community=qinghe')).json).toMatchObject({
      line: 'green',
      offenders: [],
    })
    await api.until('2020-02-10 10:30')
    const { json } = await api.get('/no-one-left-behind?community=qinghe')
    expect(json.line).toBe('red')
    expect(json.offenders).toMatchObject([{ why: 'disruption_untaken' }])
    expect(json.offenders[0].isolation).toBeUndefined()
    const district = (await api.get('/no-one-left-behind')).json
    expect(district).toMatchObject({ line: 'red', reasons: [{ why: 'disruption_untaken', count: 1 }] })
    expect(district.offenders).toEqual(json.offenders)
  })
})
