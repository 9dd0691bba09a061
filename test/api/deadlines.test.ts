import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const summary = async () => (await api.get('/communities/qinghe/isolations')).json.isolations[0]

const nextIs = async (local: string) => {
  await api.until(local)
  return (await summary()).next.is
}

describe('what an isolation waits for, as data', () => {
  it('follows the slots of a day', async () => {
    await api.registered()
    expect(await nextIs('2020-02-10 10:00')).toEqual({ type: 'asks', half: 'morning', day: 1 })
    expect(await nextIs('2020-02-11 08:30')).toEqual({ type: 'reminds', half: 'morning', day: 1 })
    expect(await nextIs('2020-02-11 10:45')).toEqual({ type: 'misses', half: 'morning', day: 1 })
    expect(await nextIs('2020-02-11 11:15')).toEqual({ type: 'asks', half: 'evening', day: 1 })
  })

  it('goes by way of the doctor and the decision to the release', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '37.5')
    expect((await summary()).next.is).toEqual({ type: 'asks_again' })
    await api.says('+8613800000101', '38.2')
    expect(await nextIs('2020-02-11 10:00')).toEqual({ type: 'waits_for_the_outcome' })
    const { json } = await api.get(`/isolations/${id}`)
    await api.post(`/matters/${json.matters[0].id}/answers`, {
      json: { answer: 'ruled_out' },
      actor: 'doctor',
    })
    for (let day = 11; day <= 24; day += 1)
      for (const hour of ['08', '18']) {
        await api.until(`2020-02-${day} ${hour}:10`)
        await api.says('+8613800000101', '36.5')
      }
    expect((await summary()).next.is).toEqual({ type: 'waits_for_a_decision' })
    await api.post(`/isolations/${id}/release-decision`, { json: { decision: 'approve' } })
    expect((await summary()).next.is).toEqual({ type: 'releases' })
    await api.until('2020-02-25 09:00')
    expect((await summary()).next).toBeNull()
  })
})

describe('when a matter climbs, as data', () => {
  it('names the rungs, and the last one again', async () => {
    await api.registered()
    const is = async (local: string) => {
      await api.until(local)
      const { json } = await api.get('/communities/qinghe/matters')
      return json.matters[0].next.is
    }
    expect(await is('2020-02-11 11:15')).toEqual({
      type: 'climbs',
      from: 'grid_worker',
      to: 'street_office',
    })
    expect(await is('2020-02-11 13:30')).toEqual({
      type: 'climbs',
      from: 'street_office',
      to: 'police_station',
    })
    expect(await is('2020-02-11 18:00')).toEqual({ type: 'is_told_again', rung: 'police_station' })
  })
})

describe('the slots of today', () => {
  it('are none on the day of arrival, and then have their states', async () => {
    await api.registered()
    expect((await summary()).today).toEqual({ morning: null, evening: null })
    await api.until('2020-02-11 07:00')
    expect((await summary()).today).toEqual({ morning: 'to_come', evening: 'to_come' })
    await api.until('2020-02-11 08:30')
    expect((await summary()).today).toEqual({ morning: 'asked', evening: 'to_come' })
    await api.says('+8613800000101', '36.5')
    expect((await summary()).today).toEqual({ morning: 'reported', evening: 'to_come' })
    await api.until('2020-02-11 21:30')
    expect((await summary()).today).toEqual({ morning: 'reported', evening: 'missed' })
  })

  it('that are still to come are dropped after the end', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '36.5')
    await api.post(`/isolations/${id}/end`, { json: { reason: 'left_with_permission' } })
    expect((await summary()).today).toEqual({ morning: 'reported', evening: null })
  })
})
