import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

/** 15 February 2020, 14:00 in Shanghai, with a person with fever who is referred to the hospital. */
let tested: TestedConsole
let isolation: string
beforeAll(async () => {
  tested = await openConsole()
  const { matters } = await tested.server.get('/communities/qinghe/matters')
  isolation = matters.find(({ kind }: { kind: string }) => kind === 'fever').isolation
})
afterAll(() => tested?.close())

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

/** Something happens to the person with the fever, and the page shows it. */
const somethingHappens = async (page: Page, temperature: number): Promise<void> => {
  await tested.server.post(`/isolations/${isolation}/reports`, { source: 'gate', symptoms: [], temperature })
  await page.getByText(`${temperature}`).first().waitFor()
}

describe('while the page follows what happens', () => {
  it('a question stays open, keeps the focus, and gives it back', async () => {
    const { page, complaints } = await tested.as('administrator', `/people/${isolation}`)
    await page.getByRole('button', { name: 'Not at home' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Cancel')
    await somethingHappens(page, 37.8)
    expect(await dialog.isVisible()).toBe(true)
    expect(await focused(page)).toBe('Cancel')
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('Not at home')
    expect(complaints).toEqual([])
  })

  it('typed and chosen values stay', async () => {
    const { page, complaints } = await tested.as('administrator', `/people/${isolation}`)
    const temperature = page.getByRole('textbox', { name: 'Temperature' })
    await temperature.pressSequentially('36')
    await somethingHappens(page, 37.9)
    await page.keyboard.type('.4')
    expect(await temperature.inputValue()).toBe('36.4')
    await page.getByRole('button', { name: 'End it, merge it, or restart its workflow' }).click()
    const reason = page.getByRole('button', { name: /^Reason/ })
    await reason.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.press('ArrowDown')
    await somethingHappens(page, 38.1)
    expect(await page.getByRole('listbox').isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await reason.innerText()).toBe('hospitalised')
    expect(complaints).toEqual([])
  })
})

describe('a date', () => {
  it.each([
    { language: 'en', name: 'Day', shown: '15 February 2020', before: '14 February 2020' },
    { language: 'zh-CN', name: '日期', shown: '2020年2月15日', before: '2020年2月14日' },
  ] as const)(
    'speaks $language, not the language of the browser',
    async ({ language, name, shown, before }) => {
      const other = language === 'en' ? 'zh-CN' : 'en'
      const { page, complaints } = await tested.as('administrator', '/publicity', { language: other })
      await page.locator('.top-bar select.language').selectOption(language)
      const field = page.getByRole('textbox', { name })
      expect(await field.inputValue()).toBe(shown)
      await page.getByRole('button', { name: shown }).click()
      await page.getByRole('dialog').getByRole('gridcell', { name: before }).click()
      expect(await field.inputValue()).toBe(before)
      await field.fill('2020/02/1')
      await field.press('Tab')
      expect(await field.inputValue()).toBe(before)
      expect(complaints).toEqual([])
    },
  )
})

describe('on a phone', () => {
  it('what a choice offers can be hit with a thumb', async () => {
    const { page } = await tested.as('administrator', '/key-persons', { width: 'phone' })
    await page.getByRole('button', { name: /^Grid/ }).click()
    for (const option of await page.getByRole('option').all())
      expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.getByRole('option', { name: '二网格' }).click()
    await page.getByRole('button', { name: /^Grid 二网格/ }).waitFor()
  })

  it.each(['/register', '/key-persons', '/publicity', '/rule-book'])(
    'everything of %s can be hit with a thumb',
    async (path) => {
      const { page } = await tested.as('administrator', path, { width: 'phone' })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.waiting').first().waitFor({ state: 'detached' })
      const small: string[] = []
      for (const control of await page
        .locator('main :is(button, input:not([type=checkbox], [type=file]))')
        .all()) {
        const box = await control.boundingBox()
        if (box !== null && box.height < 44) small.push(await control.evaluate(({ outerHTML }) => outerHTML))
      }
      expect(small).toEqual([])
    },
  )
})
