import { get } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServerProcess, startServerProcess, temporaryFolder } from './server-process.ts'

const PHONE = '+8613800000101'
const START = '2020-02-10T02:00:00.000Z'

/** `11 08:00` of February 2020 on the clocks of the example community, as an instant. */
const at = (local: string): string => {
  const [day = '', time = ''] = local.split(' ')
  return new Date(Date.parse(`2020-02-${day}T${time}:00.000Z`) - 8 * 3_600_000).toISOString()
}

let folder: ReturnType<typeof temporaryFolder>
let server: ServerProcess | undefined
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  folder.remove()
})

const begin = async (): Promise<ServerProcess> => {
  server = await startServerProcess('--fresh', '--empty', '--paused', '--start', START, '--data', folder.path)
  return server
}

const until = (to: ServerProcess, local: string) => to.post('/clock/run', { until: at(local) })
const says = (to: ServerProcess, text: string) => to.post(`/phones/${PHONE}`, { text })

const register = async (to: ServerProcess): Promise<string> => {
  const { isolation } = await to.post('/communities/qinghe/isolations', {
    person: { name: '样例·王明', phone: '13800000101' },
    address: { grid: 'grid-1', building: '3', unit: '2', room: '501' },
    category: 'key_area',
    arrivedAt: { date: '2020-02-10', time: '09:00' },
  })
  return isolation
}

const texts = async (to: ServerProcess, template: string): Promise<string[]> => {
  const { messages } = await to.get(`/phones/${PHONE}`)
  return messages
    .filter((message: { sent?: { template: string } }) => message.sent?.template === template)
    .map(({ text }: { text: string }) => text)
}

const reportFrom = async (to: ServerProcess, firstDay: number): Promise<void> => {
  for (let day = firstDay; day <= 24; day += 1)
    for (const hour of ['08', '18']) {
      await until(to, `${day} ${hour}:35`)
      await says(to, '36.5')
    }
}

const statusOf = async (to: ServerProcess, id: string): Promise<string> =>
  (await to.get(`/isolations/${id}`)).isolation.status.name

describe('the server on one machine', () => {
  it('takes a person from registration over a missed slot to release', async () => {
    const to = await begin()
    const id = await register(to)
    expect(await texts(to, 'welcome')).toHaveLength(1)

    await until(to, '11 08:30')
    expect(await texts(to, 'prompt')).toHaveLength(1)
    await says(to, '三十六度五')
    const reported = await to.get(`/isolations/${id}`)
    expect(reported.slots[0]).toMatchObject({ state: 'reported', temperature: 36.5 })

    await until(to, '11 21:05')
    const missed = await to.get('/communities/qinghe/matters')
    expect(missed.matters[0]).toMatchObject({ kind: 'silence', state: { rung: 'grid_worker' } })
    await until(to, '11 23:05')
    const climbed = await to.get('/communities/qinghe/matters')
    expect(climbed.matters[0]).toMatchObject({ state: { rung: 'street_office' } })
    await says(to, '36.7')
    const { matter } = await to.get(`/matters/${id}-01-evening-silence`)
    expect(matter.state).toMatchObject({ name: 'settled', outcome: 'reported' })

    await reportFrom(to, 12)
    expect(await statusOf(to, id)).toBe('under_review')
    await to.post(`/isolations/${id}/release-decision`, { decision: 'approve' })
    await until(to, '25 08:05')
    expect(await statusOf(to, id)).toBe('released')
    expect(await texts(to, 'released')).toHaveLength(1)
    expect(await to.get('/no-one-left-behind')).toMatchObject({ line: 'green', open: 0 })
  })

  it('loses nothing when it is killed in the middle of a slot', async () => {
    const killed = await begin()
    const id = await register(killed)
    await until(killed, '11 09:35')
    const before = await killed.get(`/isolations/${id}`)
    await killed.kill()

    server = await startServerProcess('--data', folder.path)
    const to = server
    const clock = await to.get('/clock')
    expect(clock).toMatchObject({ now: at('11 09:35'), paused: true })
    const after = await to.get(`/isolations/${id}`)
    expect(after.person).toEqual(before.person)
    expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger)
    expect(after.isolation.generation).toBe(2)

    await says(to, '36.6')
    expect((await to.get(`/isolations/${id}`)).slots[0]).toMatchObject({
      state: 'reported',
      temperature: 36.6,
    })
    await until(to, '11 17:00')
    expect(await texts(to, 'prompt')).toHaveLength(1)
    expect(await texts(to, 'reminder')).toHaveLength(1)
    await until(to, '11 18:10')
    await says(to, '36.5')
    await reportFrom(to, 12)
    await to.post(`/isolations/${id}/release-decision`, { decision: 'approve' })
    await until(to, '25 08:05')
    expect(await statusOf(to, id)).toBe('released')
    const prompts = await texts(to, 'prompt')
    expect(new Set(prompts).size).toBe(prompts.length)
  })

  it('does not go back or ask twice after it was killed while its clock ran through days', async () => {
    const killed = await startServerProcess(
      '--fresh',
      '--paused',
      '--start',
      at('15 14:00'),
      '--data',
      folder.path,
    )
    killed.post('/clock/run', { for: 'P14D' }).catch(() => undefined)
    await setTimeout(250)
    await killed.kill()

    server = await startServerProcess('--data', folder.path)
    const to = server
    const { now } = await to.get('/clock')
    const { isolations } = await to.get('/communities/qinghe/isolations')
    expect(isolations).toHaveLength(8)
    for (const { id } of isolations) {
      const { ledger, messages } = await to.get(`/isolations/${id}`)
      expect(ledger.map(({ entry }: { entry: number }) => entry)).toEqual(
        ledger.map((_: unknown, index: number) => index + 1),
      )
      expect(ledger.every((entry: { at: string }) => entry.at <= now)).toBe(true)
      const prompts = messages.filter(({ template }: { template: string }) => template === 'prompt')
      expect(new Set(prompts.map(({ text }: { text: string }) => text)).size).toBe(prompts.length)
    }
    await to.post('/clock/run', { for: 'P1D' })
    // Nobody answers any more, and the line says so; but everything still runs.
    const { open, checks } = await to.get('/no-one-left-behind')
    expect(open).toBe(8)
    expect(checks.slice(0, 2)).toMatchObject([
      { check: 'next_step', line: 'green' },
      { check: 'owner_with_time', line: 'green' },
    ])
    const { phones } = await to.get('/phones')
    for (const { phone } of phones) {
      const { messages } = await to.get(`/phones/${phone}`)
      const asked: string[] = messages.flatMap(({ sent }: { sent?: { template: string; key: string } }) =>
        sent?.template === 'prompt' || sent?.template === 'reminder' ? [sent.key] : [],
      )
      expect(new Set(asked).size).toBe(asked.length)
    }
  })

  it('stops at a signal and goes on where it stood', async () => {
    const first = await begin()
    const id = await register(first)
    await until(first, '10 12:34')
    expect(await first.stop()).toBe(0)
    server = await startServerProcess('--data', folder.path)
    expect(await server.get('/clock')).toMatchObject({ now: at('10 12:34'), paused: true })
    expect(await statusOf(server, id)).toBe('following')
  })

  it('serves its executions to the AWS SDK', async () => {
    const to = await begin()
    const id = await register(to)
    const asked = new ListExecutionsCommand({
      stateMachineArn: 'arn:aws:states:local-1:000000000000:stateMachine:isolation',
    })
    const clientOf = (accessKeyId: string) =>
      new SFNClient({
        region: 'local-1',
        endpoint: to.stepFunctionsUrl,
        credentials: { accessKeyId, secretAccessKey: 'none' },
      })
    const { executions } = await clientOf(to.token).send(asked)
    expect(executions?.map(({ name, status }) => `${name} ${status}`)).toEqual([`${id}-1 RUNNING`])
  })

  it('refuses callers without the token as access key', async () => {
    const to = await begin()
    for (const accessKeyId of ['none', to.token.slice(1), `${to.token}x`]) {
      const client = new SFNClient({
        region: 'local-1',
        endpoint: to.stepFunctionsUrl,
        credentials: { accessKeyId, secretAccessKey: to.token },
      })
      const refusal = await client.send(new ListStateMachinesCommand({})).catch((error: unknown) => error)
      expect(refusal).toMatchObject({
        name: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
        $metadata: { httpStatusCode: 403 },
      })
    }
    const unsigned = await fetch(to.stepFunctionsUrl, { method: 'POST', body: '{}' })
    expect(unsigned.status).toBe(403)
    expect(await unsigned.text()).toContain('MissingAuthenticationTokenException')
  })

  it('refuses pages of other sites and other host names', async () => {
    const to = await begin()
    const page = await fetch(`${to.url}/clock`, { headers: { origin: 'https://example.com' } })
    expect(page.status).toBe(403)
    const own = await fetch(`${to.url}/clock`, {
      headers: { origin: to.url, authorization: `Bearer ${to.token}` },
    })
    expect(own.status).toBe(200)
    const renamed = await new Promise<number | undefined>((resolve) => {
      get(`${to.url}/clock`, { headers: { host: 'rebound.example.com' } }, ({ statusCode }) =>
        resolve(statusCode),
      )
    })
    expect(renamed).toBe(403)
  })

  it('begins with sample people who have a history', async () => {
    server = await startServerProcess('--fresh', '--paused', '--start', at('15 14:00'), '--data', folder.path)
    const overview = await server.get('/communities/qinghe/overview')
    expect(overview).toMatchObject({
      at: at('15 14:00'),
      registered: 8,
      byStatus: { following: 7, referred: 1 },
      slotsToday: { missed: 1 },
      matters: { open: 2 },
    })
    expect(await server.get('/no-one-left-behind')).toMatchObject({ line: 'green', open: 8 })
    const { phones } = await server.get('/phones')
    expect(phones.length).toBeGreaterThan(8)
  })
})

describe('the clock over HTTP', () => {
  it('steps, runs for a while and changes its speed', async () => {
    const to = await begin()
    await register(to)
    const stepped = await to.post('/clock/step', {})
    expect(stepped.now).toBe(at('10 11:00'))
    expect(await to.post('/clock/run', { for: 'PT90M' })).toMatchObject({ now: at('10 12:30') })
    expect(await to.post('/clock/run', { for: 30 })).toMatchObject({ now: at('10 13:00'), paused: true })
    expect(await to.post('/clock', { speed: 60 })).toMatchObject({ speed: 60, paused: false })
    expect(await to.post('/clock', { paused: true })).toMatchObject({ speed: 60, paused: true })
    await expect(to.post('/clock/run', { until: START })).rejects.toThrow('the clock does not go back')
    await expect(to.post('/clock/run', { for: 'a while' })).rejects.toThrow('422')
    await expect(to.post('/clock', { speed: 0 })).rejects.toThrow('422')
  })
})
