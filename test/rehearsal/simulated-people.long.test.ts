import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { histories } from '../../local/rehearsal/history/isolation-histories.ts'
import { rehearse } from '../../local/rehearsal/run/rehearse.ts'
import { syntheticPeople } from '../../local/rehearsal/run/synthetic-people.ts'
import { lifeOf } from '../../local/simulation/simulated-life.ts'
import { sharpRuleBook } from '../workflow/test-system.ts'

const community = Community.parse(JSON.parse(readFileSync('examples/community.json', 'utf8')))

const arrivals = (people: number) =>
  syntheticPeople('players', people, community).map((registration, index) => ({
    row: index + 1,
    registration,
  }))

/** Everything each person reported, and when. */
const reports = async (people: number): Promise<Map<number, string[]>> => {
  const { system, registered } = await rehearse({
    seed: 'players',
    community,
    book: sharpRuleBook,
    arrivals: arrivals(people),
  })
  const byRow = new Map<number, string[]>()
  for await (const { isolation, ledger } of histories(system.ports.store)) {
    const said = ledger.flatMap(({ at, event }) =>
      event.type === 'reported' ? [`${at} ${event.tenths} ${event.symptoms.join()}`] : [],
    )
    byRow.set(registered.get(isolation.id)?.row ?? 0, said)
  }
  system.close()
  return byRow
}

describe('simulated people', () => {
  it('behave the same whoever else arrives', async () => {
    const [few, more] = await Promise.all([reports(5), reports(7)])
    expect(more.size).toBe(7)
    for (const [row, said] of few) expect(more.get(row)).toEqual(said)
  })

  it('answer, fall ill and are confirmed about as often as in Cork and Kerry', () => {
    const lives = Array.from({ length: 5_000 }, (_, number) => lifeOf('calibration', `person ${number}`))
    const share = (count: number): number => count / lives.length
    const answered = share(lives.reduce((sum, { answersPrompts }) => sum + answersPrompts, 0))
    expect(answered).toBeGreaterThan(0.81)
    expect(answered).toBeLessThan(0.85)
    const ill = lives.filter(({ illness }) => illness !== undefined)
    expect(share(ill.length)).toBeGreaterThan(0.08)
    expect(share(ill.length)).toBeLessThan(0.1)
    const confirmed = share(ill.filter(({ illness }) => illness?.confirmed === true).length)
    expect(confirmed).toBeGreaterThan(0.02)
    expect(confirmed).toBeLessThan(0.033)
  })

  it('differ: most answer nearly always, a few hardly ever', () => {
    const shares = Array.from(
      { length: 1_000 },
      (_, number) => lifeOf('spread', `person ${number}`).answersPrompts,
    )
    expect(shares.filter((share) => share > 0.9).length).toBeGreaterThan(500)
    expect(shares.filter((share) => share < 0.4).length).toBeGreaterThan(40)
  })
})

describe('synthetic people', () => {
  it('live in every grid, with unassigned numbers', () => {
    const people = syntheticPeople('people', 200, community)
    expect(new Set(people.map(({ address }) => address.grid)).size).toBe(community.grids.length)
    for (const { person } of people) expect(person.phone ?? '+86101').toMatch(/^\+86101/)
    expect(people.some(({ person }) => person.phone === undefined)).toBe(true)
    expect(new Set(people.map(({ person }) => person.phone)).size).toBeLessThan(200)
  })

  it('stay the same when there are more of them', () => {
    expect(syntheticPeople('people', 20, community).slice(0, 10)).toEqual(
      syntheticPeople('people', 10, community),
    )
  })
})
