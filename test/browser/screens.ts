import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { workflowWords } from '../../console/components/workflow/workflow-words.ts'
import { type Width, widths } from './a-browser.ts'
import { openConsole, type TestedConsole, type Who } from './a-console.ts'
import { everyPage, goTo } from './every-page.ts'

/** Pictures of every page in both languages and both widths, made by `npm run screens`. */
const folder = resolve(import.meta.dirname, '../../docs/screens')
const TALLEST = 1_600

/** Who sees most on a page. The administrator does on all others. */
const whose: Readonly<Record<string, Who>> = { 'my-matters': 'street_office' }

const take = async (page: Page, name: string): Promise<void> => {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: Math.max(document.documentElement.scrollHeight, innerHeight),
  }))
  const path = join(folder, `${name}.png`)
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) },
  })
  process.stdout.write(`docs/screens/${name}.png\n`)
}

/** In a window as large as the drawing of an isolation, so that it is whole and its words can be read. */
const whole = { desk: { width: 1680, height: 1200 }, phone: { width: widths.phone.width, height: 4_000 } }

const takeWorkflow = async (page: Page, language: 'zh-CN' | 'en', width: Width): Promise<void> => {
  const t = workflowWords[language]
  const panel = page.getByRole('region', { name: t.title, exact: true })
  await page.setViewportSize(whole[width])
  await panel.getByRole('button', { name: t.fit }).click()
  const name = `workflow-${language}-${width}`
  await panel.screenshot({ path: join(folder, `${name}.png`) })
  process.stdout.write(`docs/screens/${name}.png\n`)
  await page.setViewportSize(widths[width])
}

const takeAll = async (tested: TestedConsole, language: 'zh-CN' | 'en', width: Width): Promise<void> => {
  const options = { language, width, withChineseFont: true }
  const nobody = await tested.open('/', options)
  await nobody.page.getByRole('heading', { level: 1 }).waitFor()
  await take(nobody.page, `sign-in-${language}-${width}`)
  await nobody.context.close()
  const windows = new Map<Who, Page>()
  for (const { name, path, isShown } of await everyPage(tested.server)) {
    const who = whose[name] ?? 'administrator'
    const page = windows.get(who) ?? (await tested.as(who, '/', options)).page
    windows.set(who, page)
    await goTo(page, path)
    await isShown(page)
    await page.waitForTimeout(700)
    await take(page, `${name}-${language}-${width}`)
    if (name === 'person') await takeWorkflow(page, language, width)
  }
  for (const page of windows.values()) await page.context().close()
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const tested = await openConsole()
try {
  for (const language of ['zh-CN', 'en'] as const)
    for (const width of ['desk', 'phone'] as const) await takeAll(tested, language, width)
} finally {
  await tested.close()
}
