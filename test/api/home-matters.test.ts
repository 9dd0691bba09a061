import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import { Address } from '../../core/person/person.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { openHint } from '../../usecases/open-household-matter/open-hint.ts'
import { at, openTestApi, type TestApi } from './test-api.ts'

const door = { grid: 'grid-1', building: '3', unit: '2', room: '501' }
const WORDS = '3-2-501有人刚从武汉回来'

let api: TestApi
let id: string
let household: string
beforeEach(async () => {
  api = await openTestApi()
  const { ports } = api.system
  const sent = { id: 'in:hint', from: '+8613800000777', text: WORDS, at: at('2020-02-10 10:00') }
  await keepInbound(ports.store, sent)
  const { opened, household: home } = await openHint(
    ports,
    CommunityId.parse('qinghe'),
    Address.parse(door),
    { inbound: sent.id, by: 'workflow' },
  )
  id = opened[0]?.id ?? ''
  household = home.id
  await api.until('2020-02-10 10:30')
})
afterEach(() => api.system.close())

describe('a matter about a home', () => {
  it('is on the lists of the console, about nobody in isolation', async () => {
    const { json } = await api.get('/communities/qinghe/matters?include=person')
    expect(json.matters).toMatchObject([{ id, kind: 'hint', household }])
    expect(json.matters[0]).not.toHaveProperty('isolation')
    const mine = await api.get('/my-matters', { actor: 'worker-1' })
    expect(mine.json.matters).toMatchObject([
      {
        matter: { id },
        isolation: null,
        person: null,
        home: door,
        answers: ['taken', 'handled', 'false_alarm'],
      },
    ])
    const executions = await api.get('/communities/qinghe/executions?workflow=escalation&show=running')
    expect(executions.json.executions).toMatchObject([{ id, status: 'RUNNING' }])
    const visits = await api.get('/communities/qinghe/follow-ups')
    expect(visits.json.due).toMatchObject([{ type: 'visit', matter: id, household }])
    const figures = await api.get('/no-one-left-behind')
    expect(figures.json.line).toBe('green')
  })

  it('shows its words and its ledger, and never who sent it', async () => {
    const { json, text } = await api.get(`/matters/${id}`, { actor: 'worker-1' })
    expect(json).toMatchObject({ isolation: null, home: door, person: null, received: [{ text: WORDS }] })
    expect(json.ledger.map(({ event }: { event: { type: string } }) => event.type)).toEqual([
      'matter_opened',
      'matter_climbed',
      'rung_told',
    ])
    expect(json.messages[0].text).toContain('武汉')
    expect(text).not.toContain('13800000777')
  })

  it('is hidden from whoever may not see who lives there', async () => {
    const { status, json } = await api.get(`/matters/${id}`, { actor: 'worker-2' })
    if (status === 200) expect(json).toMatchObject({ home: null, received: [] })
    else expect(status).toBe(403)
  })

  it('is answered over the API', async () => {
    const given = (answer: string) =>
      api.post(`/matters/${id}/answers`, { actor: 'worker-1', json: { answer } })
    expect((await given('reached')).status).toBe(409)
    expect((await given('taken')).json).toMatchObject({ result: 'done', state: { name: 'open' } })
    const { json } = await given('false_alarm')
    expect(json).toMatchObject({ result: 'done', state: { name: 'settled', outcome: 'false_alarm' } })
    const { json: list } = await api.get('/communities/qinghe/matters?state=settled')
    expect(list.matters).toMatchObject([{ id }])
    const day = '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-10'
    expect((await api.get(day)).text).toContain(household)
    const messages = await api.get('/communities/qinghe/messages?date=2020-02-10')
    expect(messages.json.messages[0]).toMatchObject({ household, template: 'matter' })
  })
})
