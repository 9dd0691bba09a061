import { describe, expect, it } from 'vitest'
import { SlotId } from '../../core/ids.ts'
import { Matter } from '../../core/matter/matter.ts'
import { isolationSortKey, isolationSummaryOf, readIsolationSummary } from '../../record/isolation-summary.ts'
import { matterSortKey, matterSummaryOf, readMatterSummary } from '../../record/matter-summary.ts'
import { at, openTestSystem } from '../workflow/test-system.ts'

const anIsolation = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 09:30')
  const isolation = await she.isolation()
  sixclear.system.close()
  return isolation
}

describe('the key of an isolation in its list', () => {
  it('begins with the status and the instant it waits for', async () => {
    const isolation = await anIsolation()
    expect(isolationSortKey(isolation)).toMatch(
      new RegExp(`^following#2020-02-11T02:00:00.000Z#${isolation.id}#`),
    )
  })

  it('shows what is counted of it', async () => {
    const isolation = await anIsolation()
    const summary = readIsolationSummary(isolationSortKey(isolation))
    expect(summary).toEqual(isolationSummaryOf(isolation))
    expect(summary).toMatchObject({ status: 'following', waitsFor: 'report', slots: 'r' })
  })

  it('shows every slot in its place, and how an approved one ends', async () => {
    const isolation = await anIsolation()
    const silence = `${isolation.id}-01-morning-silence`
    const then = at('2020-02-25 08:00')
    const approved = {
      ...isolation,
      status: { name: 'approved', by: 'staff:administrator', at: then, releaseAt: then } as const,
      awaiting: { for: 'release', at: then } as const,
      slots: {
        [SlotId.parse('01-morning')]: { state: 'asked', attempt: 0, at: then } as const,
        [SlotId.parse('01-evening')]: { state: 'reported', at: then, symptoms: 0 } as const,
        [SlotId.parse('02-evening')]: { state: 'late', at: then, symptoms: 0 } as const,
        [SlotId.parse('03-morning')]: {
          state: 'missed',
          at: then,
          matter: Matter.shape.id.parse(silence),
        } as const,
        [SlotId.parse('03-evening')]: { state: 'excused' } as const,
      },
    }
    const summary = readIsolationSummary(isolationSortKey(approved))
    expect(summary).toEqual(isolationSummaryOf(approved))
    expect(summary).toMatchObject({ slots: 'a+.l-e', releaseAt: then, waitsFor: 'release' })
  })

  it('of an earlier release is not readable', () => {
    expect(readIsolationSummary('following#2020-02-11T02:00:00.000Z#iso-abcd')).toBeUndefined()
  })
})

describe('the key of a matter in its list', () => {
  const aMatter = (overrides: object): Matter =>
    Matter.parse({
      id: 'iso-abcd-01-morning-silence',
      isolation: 'iso-abcd',
      community: 'qinghe',
      grid: 'grid-1',
      kind: 'silence',
      code: '4821',
      ruleBook: 1,
      ladder: [],
      openedAt: at('2020-02-11 11:00'),
      generation: 1,
      absenceConfirmed: false,
      ...overrides,
    })
  const open = {
    name: 'open',
    at: -1,
    round: 0,
    owners: [],
    since: at('2020-02-11 11:00'),
    dueAt: at('2020-02-11 13:00'),
    acknowledged: [],
  }
  const settled = { name: 'settled', outcome: 'reached', by: 'staff:worker-1', at: at('2020-02-11 12:00') }
  const heard = { doorAt: at('2020-02-11 11:40') }

  it.each([
    ['before its first rung', aMatter({ state: open })],
    ['on a rung', aMatter({ state: { ...open, at: 0, rung: 'grid_worker' } })],
    [
      'that nobody answers',
      aMatter({
        kind: 'fever',
        beyondAt: at('2020-02-11 12:00'),
        state: {
          ...open,
          at: 0,
          round: 2,
          rung: 'worker_and_doctor',
          owners: [
            { role: 'grid_worker', staff: 'worker-1' },
            { role: 'doctor', staff: 'doctor' },
          ],
        },
      }),
    ],
    ['settled late', aMatter({ state: settled, beyondAt: at('2020-02-11 11:30') })],
    ['heard of and still open', aMatter({ state: { ...open, at: 2, rung: 'police_station' }, ...heard })],
    ['settled', aMatter({ state: settled })],
    ['settled and heard of', aMatter({ state: settled, ...heard })],
    ['of a fever', aMatter({ kind: 'fever', state: settled, doctorAt: at('2020-02-11 11:09') })],
  ])('shows what is counted of one %s', (_, matter) => {
    const key = matterSortKey(matter)
    expect(key.split('#').slice(0, 3)).toEqual([
      matter.state.name,
      matter.state.name === 'open' ? matter.state.dueAt : matter.state.at,
      matter.id,
    ])
    expect(readMatterSummary(key)).toEqual(matterSummaryOf(matter))
  })

  it.each([
    'open#2020-02-11T02:00:00.000Z#iso-abcd-01-morning-silence',
    'settled#2020-02-11T02:00:00.000Z#iso-abcd-01-morning-silence##door',
    'open#2020-02-11T02:00:00.000Z#iso-abcd-01-morning-silence#grid worker',
  ])('of another release is not readable: %s', (key) => {
    expect(readMatterSummary(key)).toBeUndefined()
  })
})
