import { describe, expect, it } from 'vitest'
import { api } from '../../api/api.ts'
import { CallerRates } from '../../api/auth/caller-rates.ts'
import { plus } from '../../core/time/instant.ts'
import { at } from '../workflow/test-system.ts'
import { eventOf, openTestApi, registrationForm } from './test-api.ts'

const begin = at('2020-02-11 08:00')

/** The API as it is deployed: with rates for callers, on a clock of their own. */
const opened = async () => {
  const { system } = await openTestApi()
  let now = begin
  const rates = new CallerRates({ now: () => now })
  const handle = api(system.ports, rates)
  const ask = async (actor: string, method: string, path: string, json?: object) => {
    const { statusCode, headers, body } = await handle(
      eventOf(method, path, { actor, ...(json === undefined ? {} : { json }) }),
    )
    return { status: statusCode, headers, body: String(body) }
  }
  const read = (actor: string) => ask(actor, 'GET', '/me')
  const statuses = async (actor: string, times: number): Promise<(number | undefined)[]> => {
    const all: (number | undefined)[] = []
    for (let time = 0; time < times; time += 1) all.push((await read(actor)).status)
    return all
  }
  return { ask, read, statuses, pass: (seconds: number) => (now = plus(now, seconds * 1000)) }
}

describe('one caller', () => {
  it('may open a console and leave it open, and is told to go slower after two hundred reads at once', async () => {
    const { statuses, read, pass } = await opened()
    expect(new Set(await statuses('administrator', 200))).toEqual(new Set([200]))
    const refused = await read('administrator')
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
    expect(JSON.parse(refused.body).error.name).toBe('TooManyRequests')
    pass(1)
    expect(new Set(await statuses('administrator', 10))).toEqual(new Set([200]))
    expect((await read('administrator')).status).toBe(429)
  })

  it('does not take the place of another', async () => {
    const { statuses, read } = await opened()
    await statuses('administrator', 300)
    expect((await read('worker-1')).status).toBe(200)
  })

  it('registers and reports also when all reads are used up', async () => {
    const { ask, statuses } = await opened()
    await statuses('administrator', 300)
    const registered = await ask(
      'administrator',
      'POST',
      '/communities/qinghe/isolations',
      registrationForm(),
    )
    expect(registered.status).toBe(201)
    const { isolation } = JSON.parse(registered.body)
    const reported = await ask('administrator', 'POST', `/isolations/${isolation}/reports`, {
      temperature: 36.5,
      source: 'phone_call',
    })
    expect(reported.status).toBeLessThan(300)
    expect((await ask('administrator', 'GET', `/isolations/${isolation}`)).status).toBe(429)
  })
})

describe('the callers that are remembered', () => {
  it('are ten thousand at most; who has been unseen for longest begins anew', () => {
    const rates = new CallerRates({ now: () => begin })
    const use = (caller: string): boolean => {
      try {
        rates.take(caller, 'getMe', 'GET')
        return true
      } catch {
        return false
      }
    }
    for (let time = 0; time < 200; time += 1) use('staff:first')
    expect(use('staff:first')).toBe(false)
    for (let number = 0; number < 10_000; number += 1) use(`staff:${number}`)
    expect(use('staff:first')).toBe(true)
  })
})
