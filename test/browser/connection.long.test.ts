import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, people, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

describe('without a connection at the beginning', () => {
  it.each(['**/console-settings.json', '**/.well-known/**', '**/sign-in/token', '**/api/me'])(
    'a message is shown, and later the requested page opens by itself: %s',
    async (path) => {
      const { page } = await tested.open('/phones')
      let isCut = true
      await page.route(path, (route) => (isCut ? route.abort() : route.continue()))
      await page.goto('/key-persons')
      const said = page.getByText('No connection. It is tried again by itself.')
      const choice = page.getByRole('button', { name: people.administrator })
      await said.or(choice).first().waitFor()
      if (await choice.isVisible()) await choice.click()
      await said.waitFor()
      isCut = false
      await page.evaluate(() => dispatchEvent(new Event('online')))
      await choice.or(page.getByRole('banner')).first().waitFor()
      if (await choice.isVisible()) await choice.click()
      await page.getByRole('heading', { name: 'Key persons' }).waitFor()
    },
  )
})

describe('a page whose files are gone after a new release', () => {
  const PART = '**/assets/key-persons-page-*.js'

  it('is loaded by a reload, each time', async () => {
    const { page } = await tested.as('administrator')
    let isGone = true
    await page.route(PART, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
    // Requested before each reload.
    page.on('request', (request) => {
      if (request.url().endsWith('/console-settings.json')) isGone = false
    })
    for (let renewed = 0; renewed < 2; renewed += 1) {
      await page.goto('/follow-ups')
      await page.getByRole('heading', { name: 'Follow-ups' }).waitFor()
      isGone = true
      await page.getByRole('link', { name: 'Key persons' }).click()
      await page.getByRole('heading', { name: 'Key persons' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/key-persons')
      await page.clock.install({ time: Date.now() + 61_000 })
    }
  })

  it('is reloaded once, not endlessly, and other pages can be opened', async () => {
    const { page } = await tested.as('administrator')
    let asked = 0
    await page.route(PART, (route) => {
      asked += 1
      return route.fulfill({ status: 404 })
    })
    await page.getByRole('link', { name: 'Key persons' }).click()
    await expect.poll(() => asked).toBe(2)
    await page.getByText('This page did not come').waitFor()
    await page.waitForTimeout(1_500)
    expect(asked).toBe(2)
    await page.getByRole('link', { name: 'Follow-ups' }).click()
    await page.getByRole('heading', { name: 'Follow-ups' }).waitFor()
  })

  it('waits for the connection where there is none', async () => {
    const { page, context } = await tested.as('administrator', '/follow-ups')
    await page.getByRole('heading', { name: 'Follow-ups' }).waitFor()
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Key persons' }).click()
    await page.getByText('This page did not come').waitFor()
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Key persons' }).waitFor()
  })
})
