import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rosterOf } from '../usecases/import-roster/imports.ts'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole('--empty')
})
afterAll(() => tested?.close())

/** 120 people, one of them twice, and a row without a room. */
const roster = Buffer.concat([
  rosterOf(120, [3]),
  Buffer.from('样例·无门,13900000001,grid-1,9,1,,2020-02-10,key_area\n'),
])

describe('a roster on the console', () => {
  it('is previewed, imported with a bar that comes to its end, and found again after a reload', async () => {
    const { page, complaints } = await tested.as('administrator', '/register', { width: 'phone' })
    const panel = page.getByRole('region', { name: 'Import a roster' })
    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: roster })
    await panel.getByText('120 new, 1 registered already, 1 rejected').waitFor()
    await panel.getByRole('button', { name: 'Import 120 new' }).click()
    await panel.getByText('120 registered, 1 registered already, 1 rejected').waitFor()
    await page.reload()
    await panel.getByText('120 registered, 1 registered already, 1 rejected').waitFor()
    await panel.getByRole('table', { name: 'Rejected rows and reasons' }).getByText('123').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    const download = page.waitForEvent('download')
    await panel.getByRole('button', { name: 'Download the rejected rows' }).click()
    expect((await download).suggestedFilename()).toBe('rejected-rows.csv')
    expect(complaints).toEqual([])
  })

  it('of thousands of rows goes compressed, and shows the rejected ones page by page', async () => {
    const { page, complaints } = await tested.as('administrator', '/register')
    const panel = page.getByRole('region', { name: 'Import a roster' })
    const bad = Array.from(
      { length: 330 },
      (_, one) => `样例·无,13900000001,grid-1,9,1,,2020-02-10,key_area ${one}\n`,
    )
    const large = Buffer.concat([rosterOf(3_000), Buffer.from(bad.join(''))])
    const sent: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postDataBuffer()?.length ?? 0)
    })
    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: large })
    await panel.getByText(/ 330 rejected/).waitFor()
    await panel.getByRole('button', { name: /^Import \d+ new$/ }).click()
    await panel.getByText(/registered.* 330 rejected/).waitFor({ timeout: 120_000 })
    expect(Math.max(...sent)).toBeLessThan(large.length / 3)
    const rows = panel.getByRole('table', { name: 'Rejected rows and reasons' }).getByRole('rowheader')
    const last = rows.filter({ hasText: '3331' })
    expect(await last.count()).toBe(0)
    const more = panel.getByRole('button', { name: 'Show more rejected rows' })
    while (await more.isVisible()) {
      const before = await rows.count()
      await more.click()
      await expect.poll(() => rows.count()).toBeGreaterThan(before)
    }
    expect(await last.count()).toBeGreaterThan(0)
    expect(complaints).toEqual([])
  })

  it('shows how far it is while it runs', async () => {
    const { page } = await tested.as('administrator')
    const running = {
      import: 'import-1234',
      at: '2020-02-15T06:00:00.000Z',
      rows: 200,
      done: 50,
      counts: {
        registered: 50,
        registeredAlready: 0,
        restarted: 0,
        overAlready: 0,
        conflicts: 0,
        rejected: 0,
      },
      refused: [],
      unknownColumns: [],
    }
    const answers = [
      { ...running, state: 'running' },
      { ...running, state: 'done', done: 200, counts: { ...running.counts, registered: 200 } },
    ]
    await page.route('**/imports/import-1234', (route) =>
      route.fulfill({ json: answers.length > 1 ? answers.shift() : answers[0] }),
    )
    await page.goto('/register?import=import-1234')
    const panel = page.getByRole('region', { name: 'Import a roster' })
    await panel.getByText('50 of 200 rows').waitFor()
    expect(await panel.getByRole('progressbar').getAttribute('value')).toBe('25')
    await panel.getByText('200 registered, 0 registered already, 0 rejected').waitFor()
  })

  it('says so of an import that is not known here', async () => {
    const { page } = await tested.as('administrator', '/register?import=import-0000', { language: 'zh-CN' })
    await page.getByText('此处没有这次导入').waitFor()
  })
})
