import { describe, expect, it } from 'vitest'
import { SlotId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { Matter } from '../../core/matter/matter.ts'
import type { IndexedItem, NewItem } from '../../core/ports/store.ts'
import { dueAt } from '../../record/due-items.ts'
import { dueIsolationOf, readDueIsolation, readDueMatter } from '../../record/due-summary.ts'
import { isolationItem } from '../../record/isolation-item.ts'
import { isolationSummaryOf, readIsolationSummary } from '../../record/isolation-summary.ts'
import { matterItem } from '../../record/matter-repository.ts'
import { matterSummaryOf, readMatterSummary } from '../../record/matter-summary.ts'
import { at, openTestSystem } from '../workflow/test-system.ts'

const anIsolation = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 09:30')
  const isolation = await she.isolation()
  sixclear.system.close()
  return isolation
}

/** As the list index gives it. */
const shownIn = ({ index, pk, sk }: NewItem): IndexedItem => {
  const { summary, ...place } = index?.list ?? { pk: '', sk: '' }
  return { pk, sk, index: place, ...(typeof summary === 'object' && { summary }) }
}

const shown = (isolation: Isolation): IndexedItem => shownIn(isolationItem(isolation, undefined))

describe('an isolation in its list', () => {
  it('stands by its status and the instant it waits for', async () => {
    const isolation = await anIsolation()
    expect(shown(isolation).index.sk).toBe(`following#2020-02-11T02:00:00.000Z#${isolation.id}`)
  })

  it('shows what is counted of it', async () => {
    const isolation = await anIsolation()
    const summary = readIsolationSummary(shown(isolation))
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
    const summary = readIsolationSummary(shown(approved))
    expect(summary).toEqual(isolationSummaryOf(approved))
    expect(summary).toMatchObject({ slots: 'a+.l-e', releaseAt: then, waitsFor: 'release' })
  })

  it.each([
    ['without a summary', undefined],
    ['with a newer one', { v: 2 }],
    ['with a fact more', { more: 1 }],
  ])('%s is not counted as what it does not say', async (_, change) => {
    const item = shown(await anIsolation())
    const { summary, ...bare } = item
    const other = change === undefined ? bare : { ...bare, summary: { ...summary, ...change } }
    expect(readIsolationSummary(item)).toBeDefined()
    expect(readIsolationSummary(other)).toBeUndefined()
  })
})

describe('a matter in its list', () => {
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
    const item = shownIn(matterItem(matter))
    const { state, id } = matter
    expect(item.index.sk).toBe(`${state.name}#${state.name === 'open' ? state.dueAt : state.at}#${id}`)
    expect(readMatterSummary(item)).toEqual(matterSummaryOf(matter))
  })

  it('without a summary that can be read is not counted as what it does not say', () => {
    const { summary, ...bare } = shownIn(matterItem(aMatter({ state: open })))
    expect(readMatterSummary(bare)).toBeUndefined()
    expect(readMatterSummary({ ...bare, summary: { ...summary, v: 2 } })).toBeUndefined()
  })
})

describe('what a sweep reads of', () => {
  const dueIn = ({ index, pk, sk }: NewItem): IndexedItem => {
    const { summary, ...place } = index?.due ?? { sk: '' }
    return { pk, sk, index: { pk: 'DUE#0', ...place }, ...(summary && { summary }) }
  }

  it('an isolation is when it began and under which generation it runs', async () => {
    const isolation = await anIsolation()
    const item = dueIn(isolationItem(isolation, undefined))
    expect(dueAt(item)).toEqual({ at: '2020-02-11T02:00:00.000Z', id: isolation.id })
    expect(readDueIsolation(item)).toMatchObject({ generation: 1, registeredAt: isolation.registeredAt })
    expect(readDueIsolation(item)).toMatchObject(dueIsolationOf(isolation))
  })

  it('somebody whose new number is not confirmed says so', async () => {
    const contact = { by: 'worker', why: 'number_not_confirmed', code: '4821' } as const
    const item = dueIn(isolationItem({ ...(await anIsolation()), contact }, undefined))
    expect(readDueIsolation(item)).toMatchObject({ asksWhoseNumber: true })
  })

  it('another release is not guessed', async () => {
    const { summary, ...bare } = dueIn(isolationItem(await anIsolation(), undefined))
    expect(readDueIsolation(bare)).toBeUndefined()
    expect(readDueIsolation({ ...bare, summary: { ...summary, v: 2 } })).toBeUndefined()
    expect(readDueMatter(bare)).toBeUndefined()
  })
})
