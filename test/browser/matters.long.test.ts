import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

// 15 February in Shanghai. The evening's slots close at 21:00, or some minutes later for each returnee.
const EVENING_MISSED = '2020-02-15T13:30:00.000Z'
const WORKER_OVERDUE = '2020-02-15T15:30:00.000Z'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
  await tested.server.post('/clock/run', { until: EVENING_MISSED })
})
afterAll(() => tested?.close())

const answersIn = async (matter: string): Promise<string[]> => {
  const { ledger } = await tested.server.get(`/matters/${matter}`)
  return ledger.flatMap(({ event }: { event: { type: string; answer: string } }) =>
    event.type === 'matter_answered' ? [event.answer] : [],
  )
}

/** The first matter about a silence, and its id by the code on it. */
const aSilence = async (page: Page): Promise<{ card: Locator; id: string }> => {
  const card = page.getByRole('article', { name: /^silence/ }).first()
  const code = /code (\d{4})/.exec(await card.innerText())?.[1]
  const { matters } = await tested.server.get('/communities/qinghe/matters')
  const { id } = matters.find((matter: { code: string }) => matter.code === code)
  return { card: page.getByRole('article').filter({ hasText: `code ${code}` }), id }
}

describe('a worker in a stairwell', () => {
  it('finds a missed slot on a phone, and settles it with one thumb', async () => {
    const { page, complaints } = await tested.as('worker of grid 1', '/my-matters', { width: 'phone' })
    const { card, id } = await aSilence(page)
    const before = await page.getByRole('article').count()
    expect(before).toBeGreaterThan(1)
    for (const button of await card.getByRole('button').all())
      expect((await button.boundingBox())?.height, await button.innerText()).toBeGreaterThanOrEqual(44)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)

    await card.getByRole('button', { name: 'Reached' }).click()
    await page.getByText(/Recorded: Reached/).waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(before - 1)
    expect(await answersIn(id)).toEqual(['reached'])
    expect(complaints).toEqual([])
  })

  it('answers without a connection, and the answer arrives once when it is back', async () => {
    const { page, context, complaints } = await tested.as('worker of grid 1', '/my-matters', {
      width: 'phone',
    })
    const { card, id } = await aSilence(page)
    await context.setOffline(true)
    await page.getByText('No connection: what you see is from before.').waitFor()
    await card.getByRole('button', { name: 'Taken' }).click()
    await page.getByText('1 answer waits to be sent').waitFor()
    expect(await answersIn(id)).toEqual([])

    await context.setOffline(false)
    await page.getByText('No connection: what you see is from before.').waitFor({ state: 'detached' })
    await page.getByText(/Recorded: Taken/).waitFor()
    expect(await answersIn(id)).toEqual(['taken'])
    await page.reload()
    await card.waitFor()
    expect(await answersIn(id)).toEqual(['taken'])
    expect(complaints).toEqual([])
  })

  it('keeps an answer when page and connection are lost', async () => {
    const { page, context } = await tested.as('worker of grid 2', '/my-matters', { width: 'phone' })
    const { card, id } = await aSilence(page)
    await page.route('**/api/matters/**', (route) => route.abort())
    await card.getByRole('button', { name: 'Reached' }).click()
    await page.getByText('1 answer waits to be sent').waitFor()
    await page.close()
    const again = await context.newPage()
    await again.goto('/my-matters')
    await again.getByText(/Recorded: Reached/).waitFor()
    expect(await answersIn(id)).toEqual(['reached'])
  })
})

describe('a matter that nobody settles', () => {
  it('appears at the street office when it climbs, not before', async () => {
    const office = await tested.as('street_office', '/my-matters')
    await office.page.getByRole('heading', { name: 'My matters' }).waitFor()
    const before = await office.page.getByRole('article').count()
    await tested.server.post('/clock/run', { until: WORKER_OVERDUE })
    await expect.poll(() => office.page.getByRole('article').count()).toBeGreaterThan(before)
    await office.page.getByText('street office').first().waitFor()
    expect(office.complaints).toEqual([])
  })

  it('asks once more before the police are called, and they then see that matter too', async () => {
    const police = await tested.as('police_station', '/my-matters')
    await police.page.getByText(/^\d+ matters?$/).waitFor()
    const office = await tested.as('street_office', '/my-matters')
    const card = office.page
      .getByRole('article')
      .filter({ hasText: /silence/ })
      .first()
    const name = (await card.getAttribute('aria-label')) ?? ''
    const there = police.page.getByRole('article', { name })
    expect(await there.count()).toBe(0)
    await card.getByRole('button', { name: 'Not at home' }).click()
    await office.page.getByRole('dialog').getByText('The police station is told at once.').waitFor()
    await office.page.getByRole('dialog').getByRole('button', { name: 'Not at home' }).click()
    await there.waitFor()
    expect([...police.complaints, ...office.complaints]).toEqual([])
  })
})
