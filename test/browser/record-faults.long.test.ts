import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole()
})
afterAll(() => tested?.close())

const LINE = '**/api/no-one-left-behind*'

describe('the line on the console', () => {
  it('names what cannot be read, and what to do', async () => {
    const { page, complaints } = await tested.as('administrator', '/my-matters')
    await page.route(LINE, async (route) => {
      const response = await route.fetch()
      const line = await response.json()
      const why = 'record_unreadable'
      await route.fulfill({
        json: {
          ...line,
          line: 'red',
          offenders: [{ id: 'DIGEST#qinghe#staff-1', why, since: line.at }, ...line.offenders],
          reasons: [
            {
              why,
              line: 'red',
              count: 3,
              words: { en: 'its record cannot be read', 'zh-CN': '记录无法读取' },
              todo: { en: 'Telephone the returnee.', 'zh-CN': '请电话联系本人。' },
            },
            ...line.reasons,
          ],
        },
      })
    })
    await page.goto('/')
    const alert = page.getByText('3 records cannot be read, and may be missing here').first()
    await alert.waitFor()
    await page.getByText('DIGEST#qinghe#staff-1').first().waitFor()
    await page.getByText('docs/runbook.md').first().waitFor()
    await page.getByText('and 2 more').first().waitFor()
    await page.getByLabel('Language').selectOption('zh-CN')
    await page.getByText('有 3 条记录无法读取，此处可能缺少相关内容').first().waitFor()
    expect(complaints).toEqual([])
  })

  it('says in red that the disk is full, and is as before when there is room', async () => {
    const { page } = await tested.as('administrator', '/my-matters')
    let isFull = true
    await page.route(LINE, async (route) => {
      const response = await route.fetch()
      const line = await response.json()
      const words = { en: 'the disk is full', 'zh-CN': '磁盘已满' }
      const check = { check: 'record_has_room', line: 'red', count: 1, of: 1, words }
      await route.fulfill({
        json: isFull ? { ...line, line: 'red', checks: [...line.checks, check] } : line,
      })
    })
    await page.goto('/')
    const said = page.getByText(/^!?The disk is full: nothing is recorded/).first()
    await said.waitFor()
    isFull = false
    await page.reload()
    await page
      .getByText(/left behind/)
      .first()
      .waitFor()
    expect(await said.count()).toBe(0)
  })
})
