import { describe, expect, it } from 'vitest'
import { checkStage, StageTooSmall } from '../../infra/capacity/check-stage.ts'
import { cellsFor, type Herd, MOST_MINUTES_LATE, morning } from '../../infra/capacity/herd.ts'
import { type Stage, stageNamed } from '../../infra/stages/stages.ts'

const prod = stageNamed('prod')
const herd = (people: number, changed: Partial<Herd> = {}): Herd => ({
  people,
  region: 'us-east-1',
  spreadMinutes: 30,
  stage: prod,
  ...changed,
})
const load = (what: string, of: Herd) => {
  const found = morning(of).find((each) => each.what.startsWith(what))
  if (found === undefined) throw new Error(`no load is called ${what}`)
  return found
}
const planned = (people: number, changed: Partial<Stage> = {}): Stage => ({
  ...prod,
  ...changed,
  planned: { people, region: 'us-east-1', spreadMinutes: 30 },
})

describe('the morning of a stage', () => {
  it('says how late the last prompt leaves: a million at 16 a second take 17 hours', () => {
    const prompts = load('prompts', herd(1_000_000))
    // 1,000,000 / 16 a second - 30 minutes.
    expect(prompts.minutesLate).toBeCloseTo(1_000_000 / 16 / 60 - 30, 6)
    expect(prompts.holds).toBe(false)
  })

  it('says for each load the largest number of people that it holds: one in a hundred more does not', () => {
    for (const { what, most } of morning(herd(10_000))) {
      expect([what, load(what, herd(most)).holds]).toEqual([what, true])
      expect([what, load(what, herd(Math.ceil(most * 1.01))).holds]).toEqual([what, false])
    }
  })

  it('names first what breaks first', () => {
    const loads = morning(herd(200_000))
    expect(loads.map(({ most }) => most)).toEqual(loads.map(({ most }) => most).toSorted((a, b) => a - b))
    expect(loads[0]?.what).toBe('prompts (routine lane)')
  })

  it('counts the smaller quotas where the region is not one of the three large ones, or not known', () => {
    const transitions = (region?: string): number =>
      load('Step Functions: state transitions', herd(10_000, { region })).allowed
    expect(transitions('us-east-1')).toBe(5_000)
    expect(transitions('ap-east-1')).toBe(800)
    expect(transitions(undefined)).toBe(800)
  })

  it('counts what AWS has granted the account', () => {
    const stage = { ...prod, quotas: { sendTask: 1_200 } }
    expect(load('Step Functions: SendTask', herd(10_000, { stage })).allowed).toBe(1_200)
  })

  it.each([
    ['record: table', 'table'],
    ['due index', 'due'],
  ])('counts what the stage allows for the bill: %s', (what, part) => {
    const stage = { ...prod, throughput: { [part]: { most: { reads: 100, writes: 20 } } } }
    expect(load(what, herd(10_000, { stage }))).toMatchObject({
      allowed: 20,
      source: 'the stage: throughput',
    })
  })

  it('takes fewer asks a second on eight partition keys of the due index than Step Functions delivers', () => {
    const asksASecond = (dueShards: number): number => {
      const { allowed, needed } = load('due index', herd(1_000_000, { stage: { ...prod, dueShards } }))
      return (allowed / needed) * (1_000_000 / (30 * 60))
    }
    expect(asksASecond(8)).toBeLessThan(5_000 / 3)
    expect(asksASecond(128)).toBeGreaterThan(5_000)
  })

  it('plans cells that each hold their people', () => {
    const whole = herd(1_000_000)
    const { cells, peopleEach } = cellsFor(whole)
    expect(cells * peopleEach).toBeGreaterThanOrEqual(1_000_000)
    expect(morning(herd(peopleEach)).every(({ holds }) => holds)).toBe(true)
  })
})

describe('a stage', () => {
  it('is refused when it cannot ask the planned people in time, with the line that says why', () => {
    expect(() => checkStage(planned(100_000))).toThrow(StageTooSmall)
    expect(() => checkStage(planned(100_000))).toThrow(
      /100,000 people[\s\S]*prompts \(routine lane\).*sms\.perSecond/,
    )
  })

  it(`is accepted when the last prompt leaves within ${MOST_MINUTES_LATE} minutes`, () => {
    expect(() => checkStage(planned(10_000))).not.toThrow()
    const more = {
      sms: { ...prod.sms, perSecond: 200 },
      api: { ...prod.api, requestsPerSecond: 2_000, burst: 4_000 },
    }
    expect(() => checkStage(planned(100_000, more))).not.toThrow()
  })

  it('is refused when two of its limits are too small, with both', () => {
    expect(() => checkStage(planned(2_000_000))).toThrow(/prompts[\s\S]*open executions/)
  })
})
