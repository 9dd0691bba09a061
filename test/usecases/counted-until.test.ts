/** Figures that are not of now never pass for figures of now. */
import { expect, it } from 'vitest'
import type { Part } from '../../core/grid-part.ts'
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
