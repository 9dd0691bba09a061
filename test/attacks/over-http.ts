import { openTestApi, type TestApi } from '../api/test-api.ts'
import type { Attack } from './outcome.ts'

const report = (api: TestApi, id: string, actor: string, temperature: number) =>
  api.post(`/isolations/${id}/reports`, {
    json: { temperature, source: 'worker' },
    headers: { 'Idempotency-Key': 'visit-17' },
    actor,
  })

const someone = async () => {
  const api = await openTestApi()
  const id = await api.registered()
  await api.until('2020-02-11 08:30')
  return { desk: api, id }
}

const ofTwoAskers: Attack = {
  name: 'one Idempotency-Key of two askers, the second with a fever',
  most: { back: 0, told: 0 },
  happens: ['201 and 201', 'the fever is heard'],
  run: async () => {
    const { desk: api, id } = await someone()
    const first = await report(api, id, 'worker-1', 36.5)
    const second = await report(api, id, 'administrator', 38.9)
    return {
      tried: 2,
      back: 0,
      told: 0,
      happened: [
        `${first.status} and ${second.status}`,
        ...(second.json.judged === 'red' ? ['the fever is heard'] : []),
      ],
    }
  },
}

const ofTwoBodies: Attack = {
  name: 'one Idempotency-Key of one asker for two readings',
  most: { back: 0, told: 0 },
  happens: ['201 and 409'],
  run: async () => {
    const { desk: api, id } = await someone()
    const first = await report(api, id, 'worker-1', 36.5)
    const second = await report(api, id, 'worker-1', 38.9)
    return { tried: 2, back: 0, told: 0, happened: [`${first.status} and ${second.status}`] }
  },
}

export const attacksOverHttp: readonly Attack[] = [ofTwoAskers, ofTwoBodies]
