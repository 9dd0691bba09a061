import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
let id: string
beforeAll(async () => {
  tested = await openConsole('--empty')
  const registered = await tested.server.post('/communities/qinghe/isolations', {
    person: { name: 'Example Wang', phone: '13800000501' },
    address: { grid: 'grid-1', building: '7', unit: '', room: '201' },
    category: 'key_area',
    arrivedAt: { date: '2020-02-14', time: '10:00' },
  })
  id = registered.isolation
})
afterAll(() => tested?.close())

const choose = async (within: Page | Locator, name: string, option: string): Promise<void> => {
  await within.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await within.getByRole('option', { name: option }).click()
}

const type = async (within: Locator, name: string, text: string): Promise<void> => {
  const field = within.getByRole('textbox', { name })
  await field.focus()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text)
}

describe('a correction on the console', () => {
  it('shows what changes before it is done, on a phone, and stands in the history', async () => {
    const { page, complaints } = await tested.as('administrator', `/people/${id}`, { width: 'phone' })
    const form = page.getByRole('form', { name: 'Put something right' })
    await choose(form, 'What is wrong', 'name')
    await form.getByRole('textbox', { name: 'name' }).fill('Example Wong')
    await choose(form, 'Why', 'it was entered wrongly')
    await form.getByRole('textbox', { name: 'In your own words' }).fill('read from the passport')
    await form.getByRole('button', { name: 'Show what changes' }).click()
    await form.getByText('Nothing else changes with it.').waitFor()
    const { violations } = await new AxeBuilder({ page }).include('form').analyze()
    expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await form.getByRole('button', { name: 'Put it right' }).click()
    const history = page.getByRole('region', { name: 'What was put right' })
    await history.getByText('name: Example Wang → Example Wong').waitFor()
    await history.getByText('read from the passport').waitFor()
    await page.getByRole('heading', { name: 'Example Wong' }).first().waitFor()
    expect(complaints).toEqual([])
  })

  it('shows how a date moves the end, by keyboard only', async () => {
    const { page } = await tested.as('administrator', `/people/${id}`)
    const form = page.getByRole('form', { name: 'Put something right' })
    await form.getByRole('button', { name: /^What is wrong/ }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('arr')
    await page.keyboard.press('Enter')
    await type(form, 'arrival', '2020/02/13')
    await choose(form, 'Why', 'more is known now')
    await form.getByRole('button', { name: 'Show what changes' }).focus()
    await page.keyboard.press('Enter')
    await form.getByText('Last day: 2020-02-28 → 2020-02-27').waitFor()
    await type(form, 'arrival', '2020/02/14')
    await form.getByText('Last day:').waitFor({ state: 'detached' })
  })

  it('reports a wrong value, in Chinese', async () => {
    const { page } = await tested.as('administrator', `/people/${id}`, { language: 'zh-CN' })
    const form = page.getByRole('form', { name: '更正信息' })
    await choose(form, '哪一项有误', '电话')
    await form.getByRole('textbox', { name: '电话' }).fill('12345')
    await choose(form, '原因', '登记有误')
    await form.getByRole('button', { name: '查看影响' }).click()
    await form
      .getByRole('alert')
      .getByText(/电话|手机/)
      .waitFor()
  })

  it('is not offered to people who may not make it', async () => {
    const { page } = await tested.as('reader', `/people/${id}`)
    await page.getByText('hidden for your role').first().waitFor()
    expect(await page.getByRole('form', { name: 'Put something right' }).count()).toBe(0)
  })
})
