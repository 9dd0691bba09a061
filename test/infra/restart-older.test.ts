import { describe, expect, it } from 'vitest'
import { restartOlder } from '../../infra/commands/restart-older.ts'
import { at, openTestSystem } from '../workflow/test-system.ts'

const twoPeople = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-10 12:00')
  const he = await sixclear.register({ name: '样例·李红', phone: '+8613800000102', room: '502' })
  return { sixclear, she, he, ports: sixclear.system.ports }
}

const restarting = { workflow: 'isolation', before: at('2020-02-10 11:00'), limit: 10 } as const

describe('a new workflow text', () => {
  it('is taken over by older executions, each once, and nobody loses a slot', async () => {
    const { sixclear, she, he, ports } = await twoPeople()
    let pauses = 0
    const pause = async () => {
      pauses += 1
    }
    expect(await restartOlder(ports, { ...restarting, pause })).toBe(1)
    expect(pauses).toBe(1)
    expect((await she.isolation()).generation).toBe(2)
    expect((await he.isolation()).generation).toBe(1)
    expect((await ports.executions.describe('isolation', `${she.id}-1`))?.status).toBe('ABORTED')
    expect((await ports.executions.describe('isolation', `${she.id}-2`))?.status).toBe('RUNNING')
    await sixclear.until('2020-02-11 08:30')
    expect(she.texts('prompt')).toHaveLength(1)
    expect(he.texts('prompt')).toHaveLength(1)
  })

  it('can be tried with a few first', async () => {
    const { ports } = await twoPeople()
    const all = { ...restarting, before: at('2020-02-10 13:00'), pause: async () => {} }
    expect(await restartOlder(ports, { ...all, limit: 1 })).toBe(1)
  })

  it('is followed by matters as well, from the rung where they stand', async () => {
    const { sixclear, she, ports } = await twoPeople()
    await sixclear.until('2020-02-11 11:30')
    const { id } = await she.matter('silence')
    const options = {
      workflow: 'escalation',
      before: at('2020-02-11 11:30'),
      limit: 10,
      pause: async () => {},
    } as const
    expect(await restartOlder(ports, options)).toBe(2)
    expect((await ports.executions.describe('escalation', `${id}-2`))?.status).toBe('RUNNING')
  })
})
