import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

type Told = 'pagehide' | 'pageshow'

/** The events of the back-forward cache. A headless browser does not use it. */
const tell = (what: Told) => {
  dispatchEvent(new PageTransitionEvent(what, { persisted: true }))
}

describe('a page that was left and is brought back by the browser', () => {
  it('shows no people after the sign-out', async () => {
    const { page, complaints } = await tested.as('administrator', '/ledgers')
    const somebody = page.getByText('样例').first()
    await somebody.waitFor()
    await page.evaluate(() => fetch('/sign-in/end-session'))
    await page.evaluate(tell, 'pagehide' as const)
    expect(await somebody.isVisible()).toBe(false)
    await page.evaluate(tell, 'pageshow' as const)
    await page.getByRole('button', { name: '社区管理员周' }).waitFor()
    expect(await somebody.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('continues where it was for somebody still signed in', async () => {
    const { page } = await tested.as('administrator', '/ledgers')
    const somebody = page.getByText('样例').first()
    await somebody.waitFor()
    await page.evaluate(tell, 'pagehide' as const)
    await page.evaluate(tell, 'pageshow' as const)
    await somebody.waitFor()
    expect(new URL(page.url()).pathname).toBe('/ledgers')
  })
})
