import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

const PAGES = 4
const SECOND = 1_000

it('a list of several pages shows rows as they arrive, follows every change, and rests between readings', async () => {
  const { page } = await tested.as('administrator', '/follow-ups')
  await page.getByRole('heading', { name: 'Follow-ups' }).waitFor()
  const { isolations } = await tested.server.get('/communities/qinghe/isolations?open=true&include=person')
  const starts: number[] = []
  const ends: number[] = []
  let change = 0
  await page.route('**/api/marks/qinghe/*', async (route) => {
    const response = await route.fetch()
    return route.fulfill({ json: { ...(await response.json()), mark: `${change}` } })
  })
  await page.route('**/api/communities/qinghe/isolations?*', async (route) => {
    const number = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    if (number === 0) starts.push(Date.now())
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (number === PAGES - 1) ends.push(Date.now())
    const rows = isolations.map((row: { id: string; person: { name: string } }) => ({
      ...row,
      id: `${row.id}-${number}`,
      person: { ...row.person, name: `Page ${number} change ${change}` },
    }))
    return route.fulfill({
      json: { isolations: rows, ...(number < PAGES - 1 ? { cursor: `${number + 1}` } : {}) },
    })
  })
  await page.getByRole('link', { name: 'Key persons' }).click()
  await page.getByText('Page 0 change 0').first().waitFor()
  expect(ends).toHaveLength(0)
  await page
    .getByText(`Page ${PAGES - 1} change 0`)
    .first()
    .waitFor()
  // Changes faster than the rest.
  const changing = setInterval(() => {
    change += 1
  }, SECOND)
  await expect.poll(() => ends.length, { timeout: 120 * SECOND }).toBe(3)
  clearInterval(changing)
  const rests = starts.slice(1).map((start, index) => start - (ends[index] ?? Number.NaN))
  expect(Math.min(...rests)).toBeGreaterThan(PAGES * SECOND - 100)
  await page
    .getByText(`Page ${PAGES - 1} change ${change}`)
    .first()
    .waitFor()
  expect(await page.getByText(/change 0/).count()).toBe(0)
})
