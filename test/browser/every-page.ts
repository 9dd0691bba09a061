import type { Page } from 'playwright-core'
import type { ServerProcess } from '../local/server-process.ts'

export interface ShownPage {
  /** The name of its picture. */
  readonly name: string
  readonly path: string
  /** Resolves once the page is complete. */
  readonly isShown: (page: Page) => Promise<void>
}

const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
}

/** Also the drawing of the workflow, with its states. */
const withWorkflow = async (page: Page): Promise<void> => {
  await settled(page)
  await page.locator('svg [role="button"]').first().waitFor()
}

/** Navigates like a link. A page outside of the console is loaded. */
export const goTo = async (page: Page, path: string): Promise<void> => {
  const isThere = new URL(page.url()).pathname === path
  if (isThere) return
  if (path.startsWith('/phones') || page.url().includes('/phones')) {
    await page.goto(path)
    return
  }
  const before = await page.title()
  await page.evaluate((to) => history.pushState(null, '', to), path)
  await page.waitForFunction((title) => document.title !== title, before)
}

const WITH_FEVER = 'fever'

/** All pages of the console and the phones, with a person and a matter that have data. */
export const everyPage = async (server: ServerProcess): Promise<ShownPage[]> => {
  const { matters } = await server.get('/communities/qinghe/matters')
  const matter = matters.find(({ kind }: { kind: string }) => kind === WITH_FEVER)
  const names: readonly (readonly [name: string, path: string])[] = [
    ['overview', '/'],
    ['my-matters', '/my-matters'],
    ['publicity', '/publicity'],
    ['ledgers', '/ledgers'],
    ['key-persons', '/key-persons'],
    ['follow-ups', '/follow-ups'],
    ['services', '/services'],
    ['responsibilities', '/responsibilities'],
    ['register', '/register'],
    ['rule-book', '/rule-book'],
    ['workflows', '/workflows'],
    ['clock', '/clock'],
    ['person', `/people/${matter.isolation}`],
    ['matter', `/matters/${matter.id}`],
    ['phones', '/phones/+8613800000106'],
  ]
  return names.map(([name, path]) => ({
    name,
    path,
    isShown: name === 'person' || name === 'matter' ? withWorkflow : settled,
  }))
}
