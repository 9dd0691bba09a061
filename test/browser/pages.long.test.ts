import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, signIn, type TestedConsole } from './a-console.ts'
import { everyPage, goTo } from './every-page.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

/** The limit of the script that the overview needs. */
const FIRST_VIEW_BUDGET = 300 * 1024

const faults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

const sidewaysScroll = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describe.each([
  { language: 'en', width: 'desk' },
  { language: 'zh-CN', width: 'phone' },
] as const)('in $language at the $width', ({ language, width }) => {
  it('every page is accessible, fits, and logs no errors', async () => {
    const { page, complaints } = await tested.as('administrator', '/', { language, width })
    const found: Record<string, readonly string[]> = {}
    for (const { name, path, isShown } of await everyPage(tested.server)) {
      await goTo(page, path)
      await isShown(page)
      const wrong = await faults(page)
      if ((await sidewaysScroll(page)) !== 0) wrong.push('scrolls sideways')
      if (wrong.length > 0) found[name] = wrong
    }
    expect(found).toEqual({})
    expect(complaints).toEqual([])
  })
})

/** Presses Tab until this has the focus. */
const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return
  }
  throw new Error(`80 presses of Tab never reached ${name}`)
}

describe('without a mouse', () => {
  it('the keyboard leads from the top of a page to a person and through the workflow', async () => {
    const { page } = await tested.as('administrator')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await tabTo(page, 'Key persons')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Key persons' }).waitFor()
    await tabTo(page, /^Example Rowan Ashby/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Example Rowan Ashby' }).waitFor()
    await page.getByRole('heading', { name: 'Workflow' }).waitFor()
    await page
      .getByRole('button', { name: /^Wait for the doctor/ })
      .first()
      .waitFor()
    await tabTo(page, /^Wait for the doctor/)
    await page.keyboard.press('Enter')
    await page.getByText('Entered').first().waitFor()
  })
})

describe('the menu on a phone', () => {
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.id || document.activeElement?.className)

  it('opens at any scroll position, and restores the focus', async () => {
    const { page } = await tested.as('administrator', '/', { width: 'phone' })
    await page.getByText('Open by category').waitFor()
    await page.evaluate(() => scrollTo(0, 500))
    const menu = page.getByRole('button', { name: 'Menu' })
    const isOpen = async () => (await menu.getAttribute('aria-expanded')) === 'true'
    await menu.tap()
    const { y = -1 } = (await page.getByRole('link', { name: 'Ledgers' }).boundingBox()) ?? {}
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(740)
    expect(await focused(page)).toBe('menu')
    await page.keyboard.press('Escape')
    expect([await isOpen(), await focused(page)]).toEqual([false, 'menu'])
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Overview' }).tap()
    expect([await isOpen(), await focused(page)]).toEqual([false, 'content'])
    await menu.tap()
    await page.getByRole('link', { name: 'Clock' }).tap()
    await page.getByRole('heading', { name: 'Clock', level: 1 }).waitFor()
    expect([await isOpen(), await focused(page)]).toEqual([false, 'content'])
  })

  it('has the language and the change of identity', async () => {
    const { page } = await tested.as('administrator', '/', { width: 'phone' })
    await page.getByRole('button', { name: 'Menu' }).tap()
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
    await page.getByRole('link', { name: '总览' }).waitFor()
    await page.getByRole('button', { name: '换个身份' }).tap()
    await signIn(page, 'worker of grid 1')
    await page.getByRole('heading', { name: '总览' }).waitFor()
  })
})

describe('the rules of accessibility', () => {
  it('find a known fault (checks the tests above)', async () => {
    const { page } = await tested.open('/phones')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(() => {
      const pale = document.createElement('button')
      pale.setAttribute('style', 'color: #ddd')
      document.body.append(pale)
    })
    expect((await faults(page)).map((fault) => fault.split(':')[0])).toContain('button-name')
  })
})

describe('the first view', () => {
  it('needs less than 300 KB of script, as it travels', async () => {
    const { page, context } = await tested.as('administrator')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const again = await context.newPage()
    const scripts = new Set<string>()
    again.on('response', (response) => {
      if (response.headers()['content-type']?.includes('javascript') === true) scripts.add(response.url())
    })
    await again.goto('/')
    await again.getByRole('heading', { level: 1 }).waitFor()
    await again.waitForLoadState('networkidle')
    const sizes = await Promise.all(
      [...scripts].map(async (url) => gzipSync(await (await fetch(url)).bytes()).length),
    )
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    expect(scripts.size).toBeGreaterThan(1)
    expect(bytes).toBeGreaterThan(50 * 1024)
    expect(bytes, `${Math.round(bytes / 1024)} KB`).toBeLessThan(FIRST_VIEW_BUDGET)
  })
})
