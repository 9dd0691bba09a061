import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Folder, folderWithConsole, type LocalServer, startLocalServer } from './local-server.ts'

const PEOPLE = 12
const phoneOf = (person: number): string => `+86138000002${String(person).padStart(2, '0')}`

/** An instant of February 2020 at this hour on the clocks of the example community. */
const at = (day: number, time: string): string =>
  new Date(Date.parse(`2020-02-${day}T${time}:00.000Z`) - 8 * 3_600_000).toISOString()

let folder: Folder
let server: LocalServer
beforeEach(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--empty', '--paused', '--start', at(10, '10:00'))
  for (let person = 0; person < PEOPLE; person += 1)
    await server.post('/communities/qinghe/isolations', {
      person: { name: `样例·${person}`, phone: phoneOf(person) },
      address: { grid: 'grid-1', building: '3', unit: '2', room: `5${person}` },
      category: 'key_area',
      arrivedAt: { date: '2020-02-10', time: '09:00' },
    })
})
afterEach(async () => {
  await server.stop()
  folder.remove()
})

const until = (instant: string) => server.post('/clock/run', { until: instant })
const turn = (on: boolean) => server.post('/simulation', { on })

const written = async (phone: string): Promise<string[]> => {
  const { messages } = await server.json(`/phones/${phone}`)
  return messages.flatMap(({ direction, text }: { direction: string; text: string }) =>
    direction === 'from_phone' ? [text] : [],
  )
}

const writtenByAll = async (): Promise<string[]> => {
  const texts: string[] = []
  for (let person = 0; person < PEOPLE; person += 1) texts.push(...(await written(phoneOf(person))))
  return texts
}

describe('simulated people', () => {
  it('write nothing before they are switched on', async () => {
    expect(await server.json('/simulation')).toEqual({ on: false })
    await until(at(11, '12:00'))
    expect(await writtenByAll()).toEqual([])
  })

  it('answer from then on, and fall silent when they are switched off', async () => {
    expect((await turn(true)).status).toBe(200)
    await until(at(11, '12:00'))
    const answers = await writtenByAll()
    expect(answers.length).toBeGreaterThan(PEOPLE / 2)
    expect(answers.some((text) => /3\d/.test(text))).toBe(true)
    await turn(false)
    expect(await server.json('/simulation')).toEqual({ on: false })
    await until(at(12, '23:00'))
    expect(await writtenByAll()).toEqual(answers)
  })

  it('are started once, however often they are switched on', async () => {
    await Promise.all([turn(true), turn(true), turn(true)])
    await until(at(11, '12:00'))
    const { messages } = await server.json(`/phones/${phoneOf(0)}?last=200`)
    const times = messages.flatMap(({ direction, at: when }: { direction: string; at: string }) =>
      direction === 'from_phone' ? [when] : [],
    )
    expect(new Set(times).size).toBe(times.length)
  })

  it('are still there after a restart, and stay away after one when they were off', async () => {
    await turn(true)
    await server.stop()
    server = await startLocalServer(folder)
    expect(await server.json('/simulation')).toEqual({ on: true })
    await until(at(11, '12:00'))
    expect((await writtenByAll()).length).toBeGreaterThan(PEOPLE / 2)
    await turn(false)
    await server.stop()
    server = await startLocalServer(folder)
    expect(await server.json('/simulation')).toEqual({ on: false })
  })

  it('come with --simulate, and are gone from a record begun anew', async () => {
    await server.stop()
    server = await startLocalServer(folder, '--simulate')
    expect(await server.json('/simulation')).toEqual({ on: true })
    await server.stop()
    server = await startLocalServer(folder, '--fresh', '--empty', '--paused')
    expect(await server.json('/simulation')).toEqual({ on: false })
  })

  it('do not answer what a person has answered, and answer the next text', async () => {
    await turn(true)
    await until(at(11, '08:10'))
    // Everybody has been asked; a person answers at once for those who have not.
    const early = new Set<number>()
    for (let person = 0; person < PEOPLE; person += 1) {
      if ((await written(phoneOf(person))).length > 0) continue
      early.add(person)
      await server.post(`/phones/${phoneOf(person)}`, { text: '36.4' })
    }
    expect(early.size).toBeGreaterThan(2)
    await until(at(11, '11:30'))
    for (const person of early) expect(await written(phoneOf(person))).toEqual(['36.4'])
    await until(at(11, '21:30'))
    const later = []
    for (const person of early) later.push(...(await written(phoneOf(person))))
    expect(later.length).toBeGreaterThan(early.size)
  })

  it('of the staff leave a matter that a person has answered, and answer the others', async () => {
    // Nobody reports the morning: every resident becomes a matter of the same worker.
    await until(at(11, '10:59'))
    await turn(true)
    await until(at(11, '11:00'))
    const worker = '+8613900000001'
    const { matters } = await server.json('/communities/qinghe/matters?state=open')
    expect(matters).toHaveLength(PEOPLE)
    const [mine] = matters.map(({ code }: { code: string }) => code)
    await server.post(`/phones/${worker}`, { text: `${mine} 收到` })
    await until(at(11, '13:30'))
    const texts = await written(worker)
    expect(texts.filter((text) => text.startsWith(mine))).toEqual([`${mine} 收到`])
    expect(texts.length).toBeGreaterThan(PEOPLE / 2)
  })
})
