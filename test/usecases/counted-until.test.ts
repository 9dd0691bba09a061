/** Figures that are not of now never pass for figures of now. */
import { describe, expect, it } from 'vitest'
import type { Part } from '../../core/grid-part.ts'
import { GridId } from '../../core/ids.ts'
import { WriteRefused } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { type GridFigures, loadFigures } from '../../record/grid-figures.ts'
import { countedUntil, isLate } from '../../usecases/count-figures/counted-until.ts'
import { at, exampleCommunity, openTestSystem } from '../workflow/test-system.ts'

const community = exampleCommunity()

/** As they are when nobody has counted this part since. */
const lastCounted = (figures: readonly GridFigures[], part: Part, readAt: string): GridFigures[] =>
  figures.map((one) =>
    one[part] === undefined ? one : { ...one, [part]: { ...one[part], readAt: at(readAt) } },
  )

const after = async (event: string, now: string) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  const { store } = sixclear.system.ports
  await sixclear.until(event)
  await she.says('39.2')
  await sixclear.until(now)
  const figures = await loadFigures(store, community.id)
  return {
    figures,
    isLate: async (some: readonly GridFigures[]) =>
      isLate(await countedUntil(store, community, some, at(now)), at(now)),
  }
}

it('figures are late when only the matters are not counted', async () => {
  const { figures, isLate: late } = await after('2020-02-11 08:10', '2020-02-11 08:20')
  expect(await late(figures)).toBe(false)
  expect(await late(lastCounted(figures, 'isolations', '2020-02-11 08:00'))).toBe(true)
  expect(await late(lastCounted(figures, 'matters', '2020-02-11 08:00'))).toBe(true)
  expect(await late(lastCounted(figures, 'released', '2020-02-11 08:00'))).toBe(false)
})

it('figures stay late after midnight', async () => {
  const { figures, isLate: late } = await after('2020-02-11 23:58', '2020-02-12 00:30')
  expect(await late(figures)).toBe(false)
  expect(await late(lastCounted(figures, 'isolations', '2020-02-11 23:50'))).toBe(true)
  expect(await late(lastCounted(figures, 'matters', '2020-02-11 23:50'))).toBe(true)
})

describe('a grid whose matters cannot be counted', () => {
  const open = async () => {
    let isBroken = false
    const sixclear = await openTestSystem({
      wrap: (ports) => ({
        ...ports,
        store: storeWith(ports.store, {
          queryIndex: async (query) => {
            if (isBroken && query.pk === 'MATTERS#qinghe#grid-1') throw new WriteRefused('too large')
            return ports.store.queryIndex(query)
          },
        }),
      }),
    })
    const her = await sixclear.register()
    for (let room = 502; room < 514; room += 1)
      await sixclear.register({
        name: `样例·${room}`,
        phone: `+861380000${room}0`,
        room: `${room}`,
        grid: 'grid-2',
      })
    const { store, clock } = sixclear.system.ports
    const look = async () => {
      const figures = await loadFigures(store, community.id)
      return {
        figures,
        isLate: isLate(await countedUntil(store, community, figures, clock.now()), clock.now()),
      }
    }
    return { sixclear, her, look, breaks: (broken: boolean) => (isBroken = broken) }
  }

  it('makes the figures late also behind many newer entries of others, until it is counted', async () => {
    const { sixclear, her, look, breaks } = await open()
    await sixclear.until('2020-02-11 07:50')
    await look()
    breaks(true)
    await sixclear.until('2020-02-11 08:01')
    await her.says('39.2')
    expect((await look()).isLate).toBe(false)
    // Twelve others are reminded and missed meanwhile.
    await sixclear.until('2020-02-11 13:00')
    expect((await look()).isLate).toBe(true)
    breaks(false)
    const { figures, isLate: late } = await look()
    expect(late).toBe(false)
    expect(figures.find(({ grid }) => grid === 'grid-1')?.matters?.open).toHaveLength(1)
  })

  it('holds up the figures of no other, also when it was never counted', async () => {
    const { sixclear, her, look, breaks } = await open()
    breaks(true)
    await sixclear.until('2020-02-11 08:01')
    await her.says('39.2')
    await sixclear.until('2020-02-11 11:30')
    const { figures } = await look()
    const byGrid = new Map(figures.map((one) => [one.grid, one]))
    expect(byGrid.get(GridId.parse('grid-1'))?.matters).toBeUndefined()
    expect(byGrid.get(GridId.parse('grid-2'))?.matters?.open).toHaveLength(12)
    await sixclear.until('2020-02-11 13:00')
    expect((await look()).isLate).toBe(true)
  })
})
