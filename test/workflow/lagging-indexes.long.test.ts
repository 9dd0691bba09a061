import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../core/time/instant.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { simulatePeople } from '../../local/simulation/simulate-people.ts'
import { laggingIndexes } from './lagging-indexes.ts'
import { exampleCommunity, openTestSystem } from './test-system.ts'

describe('a table whose indexes lag behind', () => {
  it.each([1, 5 * MINUTE])('changes nothing in the lives of three returnees, by %i ms', async (lag) => {
    const sixclear = await openTestSystem({ wrap: laggingIndexes(lag), sweepEveryMinutes: 7 })
    const { system } = sixclear
    simulatePeople(system, { seed: 'lag', communities: [exampleCommunity()] })
    const returnees = []
    for (const room of ['101', '102', '103'])
      returnees.push(await sixclear.register({ name: `样例·${room}`, phone: `+8613800000${room}`, room }))
    await sixclear.until('2020-03-10 12:00')
    const statuses = await Promise.all(returnees.map((returnee) => returnee.status()))
    expect(statuses.filter((status) => status !== 'released' && status !== 'ended')).toEqual([])
    expect(await findViolations(system, { registered: returnees.map(({ id }) => id) })).toEqual([])
    const generations = await Promise.all(returnees.map(async (one) => (await one.isolation()).generation))
    expect(generations).toEqual([1, 1, 1])
  })
})
