import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommunityId, StaffId } from '../../core/ids.ts'
import { loadCommunity, saveCommunity } from '../../record/community-repository.ts'
import type { NamedOffender } from '../../usecases/judge-line/judged-line.ts'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const line = async (query = '?community=qinghe', actor?: string) => {
  const { json, status } = await api.get(`/no-one-left-behind${query}`, actor === undefined ? {} : { actor })
  expect(status).toBe(200)
  return json
}

const offendersOf = async (query?: string): Promise<NamedOffender[]> => (await line(query)).offenders

let people = 0
const registered = (overrides: object = {}) => {
  people += 1
  return api.registered({
    person: { name: `样例·${people}`, phone: `+8613800001${String(people).padStart(3, '0')}` },
    address: { grid: 'grid-1', building: '3', unit: '2', room: String(500 + people) },
    ...overrides,
  })
}

/** So late that the office has to decide at once. */
const TO_DECIDE = { arrivedAt: { date: '2020-01-20', time: '08:30' } }

const answer = (matter: string, given: string, actor?: string) =>
  api.post(`/matters/${matter}/answers`, {
    json: { answer: given },
    ...(actor === undefined ? {} : { actor }),
  })

const openMatters = async (kind: string) => {
  const { json } = await api.get('/communities/qinghe/matters?limit=200')
  return json.matters.filter(
    (one: { kind: string; state: { name: string } }) => one.kind === kind && one.state.name === 'open',
  )
}

describe('a decision', () => {
  it('is not red while its owner has time, nor when the time has just passed, and red after two rounds', async () => {
    await registered(TO_DECIDE)
    expect((await line()).line).toBe('green')
    await api.until('2020-02-10 21:30')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 08:30')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 09:30')
    expect(await offendersOf()).toMatchObject([{ why: 'last_rung_unanswered' }])
  })

  it('turns green at once when it is answered', async () => {
    await registered(TO_DECIDE)
    await api.until('2020-02-13 10:00')
    const [{ id }] = (await offendersOf()) as [NamedOffender]
    expect((await answer(id, 'approve')).status).toBe(200)
    expect(await line()).toMatchObject({ line: 'green', offenders: [], reasons: [] })
  })

  it('that was taken gets one more round, and no second one', async () => {
    await registered(TO_DECIDE)
    const [{ id }] = await openMatters('decision')
    await api.until('2020-02-11 09:10')
    await answer(id, 'taken')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 20:00')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 21:30')
    await answer(id, 'taken')
    expect(await offendersOf()).toMatchObject([{ id }])
  })

  it('of one grid alone is told to its worker, and not to the next', async () => {
    await registered({ ...TO_DECIDE, address: { grid: 'grid-2', building: '1', unit: '1', room: '9' } })
    await api.until('2020-02-13 10:00')
    expect((await line(undefined, 'worker-2')).line).toBe('red')
    expect(await line(undefined, 'worker-1')).toMatchObject({ line: 'green', open: 0 })
  })
})

describe('a silence', () => {
  it('that the police station does not answer is red after two rounds', async () => {
    await registered()
    await api.until('2020-02-12 07:40')
    expect((await offendersOf()).filter(({ kind }) => kind === 'silence')).toEqual([])
    await api.until('2020-02-12 19:40')
    expect(await offendersOf()).toContainEqual(
      expect.objectContaining({
        kind: 'silence',
        why: 'last_rung_unanswered',
        owes: [{ role: 'police_station', staff: 'police-station', name: expect.any(String) }],
      }),
    )
  })
})

describe('a fever', () => {
  it('that is high is red when neither worker nor doctor has said anything in their time', async () => {
    await registered({ person: { name: '样例·王明', phone: '138 0000 0101' } })
    await api.until('2020-02-11 08:05')
    await api.says('+8613800000101', '38.9 咳嗽')
    const [{ id }] = await openMatters('fever')
    await api.until('2020-02-11 08:34')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 08:36')
    expect(await offendersOf()).toMatchObject([{ id, why: 'danger_unanswered' }])
    await answer(id, 'taken', 'street-office')
    expect((await line()).line).toBe('green')
  })

  it('that the doctor took and the hospital never judges does not stay green for ever', async () => {
    await registered({ person: { name: '样例·王明', phone: '138 0000 0101' } })
    await api.until('2020-02-11 08:05')
    await api.says('+8613800000101', '38.9 咳嗽')
    const [{ id }] = await openMatters('fever')
    await answer(id, 'taken', 'doctor')
    await answer(id, 'taken', 'worker-1')
    await api.until('2020-02-12 07:50')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-14 09:00')
    expect(await offendersOf()).toMatchObject([{ id, owes: [{ role: 'hospital' }] }])
  })
})

describe('danger', () => {
  const inDanger = async () => {
    await registered({ person: { name: '样例·王明', phone: '138 0000 0101' } })
    await api.until('2020-02-11 08:05')
    await api.says('+8613800000101', '救命，老人晕倒了')
    return (await openMatters('danger'))[0].id
  }

  it('is red when its first owners let their time pass', async () => {
    const id = await inDanger()
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 08:16')
    expect(await offendersOf()).toMatchObject([{ id, why: 'danger_unanswered' }])
  })

  it('is not red when somebody has taken it, but only for a time', async () => {
    const id = await inDanger()
    await answer(id, 'taken')
    await api.until('2020-02-11 08:16')
    expect((await line()).line).toBe('green')
    await api.until('2020-02-11 10:30')
    expect(await offendersOf()).toMatchObject([{ id, why: 'last_rung_unanswered' }])
  })
})

describe('an owner who has left', () => {
  it('makes the line red at once, and is named by the remaining id', async () => {
    await registered(TO_DECIDE)
    const { store } = api.system.ports
    const community = await loadCommunity(store, CommunityId.parse('qinghe'))
    const streetOffice = { ...community.streetOffice, id: StaffId.parse('another-office') }
    await saveCommunity(store, { ...community, streetOffice })
    expect(await line()).toMatchObject({
      line: 'red',
      offenders: [
        {
          why: 'owner_gone',
          owes: [{ role: 'street_office', staff: 'street-office' }],
        },
      ],
    })
    await api.until('2020-02-10 21:30')
    expect((await line()).line).toBe('green')
  })
})

describe('amber', () => {
  it('says how many stand beyond their first rung, how many are usual, and who', async () => {
    for (let one = 0; one < 8; one += 1) await registered()
    await api.until('2020-02-11 12:00')
    expect(await line()).toMatchObject({
      line: 'green',
      beyond: [{ community: 'qinghe', count: 0, usual: { from: 0, to: 4, by: 'default_rate' } }],
    })
    await api.until('2020-02-11 13:30')
    const json = await line()
    expect(json).toMatchObject({
      line: 'amber',
      words: 'No one left behind: 8 of 8 looked after; 8 beyond their first rung, usual at this hour 0 to 4',
      offenders: [],
      reasons: [{ why: 'beyond_first_rung', line: 'amber', count: 8 }],
    })
    expect(json.slow).toHaveLength(8)
    expect(json.slow[0]).toMatchObject({ kind: 'silence', owes: [{ role: 'street_office' }] })
  })

  it('is measured by the same hour of the days before, once three of them are known', async () => {
    await registered()
    await api.until('2020-02-14 13:30')
    expect((await line()).beyond[0].usual).toMatchObject({ by: 'days_before' })
  })
})

describe('the list of checks', () => {
  it('is shown with counts when all is well', async () => {
    await registered()
    await api.until('2020-02-11 08:30')
    const { checks, line: colour } = await line()
    expect(colour).toBe('green')
    expect(checks.map(({ check }: { check: string }) => check)).toEqual([
      'next_step',
      'owner_with_time',
      'last_rung_answered',
      'decision_in_time',
      'danger_answered',
      'prompt_known',
      'messages_sent',
      'sweeper_awake',
      'as_usual',
      'figures_current',
    ])
    expect(checks[0]).toMatchObject({
      line: 'green',
      count: 0,
      of: 1,
      words: { en: '1 of 1 have a next step', 'zh-CN': '1 人中 1 人有下一步安排' },
    })
  })

  it('holds names only for whoever may see them, and records that they were seen', async () => {
    const id = await registered(TO_DECIDE)
    await api.until('2020-02-13 10:00')
    const query = '?community=qinghe&include=person'
    const seen = async (actor: string, groups: string[] = []) =>
      (await api.get(`/no-one-left-behind${query}`, { actor, groups })).json.offenders[0]
    expect((await seen('administrator')).person.name).toMatch(/样例/)
    expect((await seen('watcher', ['read-only'])).person).toBeUndefined()
    expect((await line()).offenders[0].person).toBeUndefined()
    const { items } = await api.system.ports.store.query({ pk: `ISOLATION#${id}`, sk: { prefix: 'VIEW#' } })
    expect(items).toHaveLength(1)
  })
})
