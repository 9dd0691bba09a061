import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

const name = (number: number): string => `样例·${number}号苑`
const TOWNS = Array.from({ length: 120 }, (_, number) => ({ id: `town-${number}`, name: name(number) }))

/** The API of a district that has these besides its own: the other fields are those of the example. */
const withTowns = async (page: Page): Promise<string[]> => {
  const asked: string[] = []
  await page.route(
    ({ pathname }) => pathname === '/api/communities',
    async (route) => {
      const { searchParams } = new URL(route.request().url())
      asked.push(searchParams.toString())
      const response = await route.fetch({ url: route.request().url().split('?')[0] ?? '' })
      const [real] = (await response.json()).communities
      const all = [real, ...TOWNS.map((town) => ({ ...real, ...town }))]
      const [only, search] = [searchParams.get('community'), searchParams.get('search')]
      const found = all
        .filter(({ id }) => only === null || id === only)
        .filter((one) => search === null || one.id.startsWith(search) || one.name.includes(search))
      const limit = Number(searchParams.get('limit') ?? 50)
      const more = found.length > limit ? { cursor: 'more' } : {}
      await route.fulfill({ json: { communities: found.slice(0, limit), ...more } })
    },
  )
  return asked
}

it('finds one of many communities by a part of its name, and stays there when the page is opened again', async () => {
  const { page, complaints } = await tested.as('district_administrator')
  const asked = await withTowns(page)
  await page.reload()
  const chooser = page.getByRole('combobox', { name: 'Community' })
  await chooser.fill('117号')
  await page.locator('datalist option[value="样例·117号苑 (town-117)"]').waitFor({ state: 'attached' })
  await chooser.fill('样例·117号苑 (town-117)')
  const shown = () => chooser.inputValue()
  await expect.poll(shown).toBe(name(117))
  await page.reload()
  await expect.poll(shown).toBe(name(117))
  expect(asked).toContain('community=town-117')
  expect(asked.every((query) => query !== '')).toBe(true)
  // The server itself knows no such town.
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([])
})
