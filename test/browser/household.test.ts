import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

/** An empty record, 15 February 2020, 14:00 in Shanghai. */
let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole('--empty')
}, 60_000)
afterAll(() => tested?.close())

const MOTHER = '+8613800000501'
const SON = '+8613800000502'

/** Opens a select by its name and chooses an option. */
const choose = async (within: Page | Locator, name: string, option: string): Promise<void> => {
  await within.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await within.getByRole('option', { name: option }).click()
}

const fillMember = async (page: Page, number: number, name: string, phone: string): Promise<void> => {
  const member = page.getByRole('region', { name: `Person ${number}` })
  await member.getByRole('textbox', { name: 'Name' }).fill(name)
  await member.getByRole('textbox', { name: 'Mobile phone' }).fill(phone)
  await choose(member, 'Category', 'key area')
  await member.getByRole('textbox', { name: 'Arrived on' }).fill('2020/02/15')
}

const fillAddress = async (page: Page): Promise<void> => {
  await choose(page, 'Grid', '一网格')
  await page.getByRole('textbox', { name: 'Building' }).fill('7')
  await page.getByRole('textbox', { name: 'Room' }).fill('201')
}

const fillMother = (page: Page) => fillMember(page, 1, 'Example Mother', '138 0000 0501')

const registerTwo = async (page: Page): Promise<void> => {
  await fillAddress(page)
  await fillMother(page)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await fillMember(page, 2, 'Example Son', '138 0000 0502')
}

const until = (local: string) =>
  tested.server.post('/clock/run', {
    until: new Date(`2020-${local.replace(' ', 'T')}:00+08:00`).toISOString(),
  })

const answer = (phone: string, text: string) => tested.server.post(`/phones/${phone}`, { text })

describe('a household', () => {
  it('is registered on one form, and everybody gets the first text at once', async () => {
    const { page, complaints } = await tested.as('administrator', '/register')
    await registerTwo(page)
    await page.getByRole('button', { name: 'Register 2 persons' }).click()
    await page.getByText('The household is registered.').waitFor()
    for (const phone of [MOTHER, SON]) {
      const { messages } = await tested.server.get(`/phones/${phone}`)
      expect(messages.length, phone).toBeGreaterThan(0)
    }
    expect(complaints).toEqual([])
  })

  it('is known the next time it is typed', async () => {
    const { page } = await tested.as('administrator', '/register')
    await fillAddress(page)
    await fillMother(page)
    await page.getByText('Registered already:').first().waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('Example Daughter')
    await page.getByRole('textbox', { name: 'Mobile phone' }).fill('138 0000 0503')
    await page.getByText('Already in isolation at this address:').first().waitFor()
  })

  it('is told what is wrong with a field as it is typed', async () => {
    const { page } = await tested.as('administrator', '/register')
    const member = page.getByRole('region', { name: 'Person 1' })
    await member.getByRole('textbox', { name: 'Mobile phone' }).fill('12345')
    await member.getByRole('textbox', { name: 'Name' }).fill('Example')
    await member
      .getByText(/phone number|mobile/i)
      .last()
      .waitFor()
    await page.getByRole('button', { name: 'Register 1 person' }).click()
    await page.getByText('Some fields need another look.').waitFor()
    const { isolations } = await tested.server.get('/communities/qinghe/isolations')
    expect(isolations).toHaveLength(2)
  })

  it('with a possible match in isolation is decided by the person who registers', async () => {
    const { page, complaints } = await tested.as('administrator', '/register')
    await choose(page, 'Grid', '一网格')
    await page.getByRole('textbox', { name: 'Building' }).fill('7')
    await page.getByRole('textbox', { name: 'Room' }).fill('305')
    await fillMember(page, 1, 'Example Mama', '138 0000 0501')
    await page.getByRole('button', { name: 'Register 1 person' }).click()
    await page.getByRole('button', { name: 'Another person: register' }).waitFor()
    await page.getByRole('button', { name: 'The same person' }).click()
    await page.getByText('Was registered already').waitFor()
    const { isolations } = await tested.server.get('/communities/qinghe/isolations')
    expect(isolations).toHaveLength(2)
    expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([])
  })

  it('answers on the phones page, and the console shows it without a reload', async () => {
    await until('02-16 08:30')
    const watching = await tested.as('administrator', '/key-persons')
    const row = watching.page.getByRole('listitem').filter({ hasText: 'Example Mother' })
    await row.getByText('morning asked').waitFor()
    const phones = await tested.open(`/phones/${MOTHER}`)
    await phones.page.getByRole('button', { name: '三十六度五' }).click()
    await row.getByText('morning reported').waitFor({ timeout: 4_000 })
    expect([...watching.complaints, ...phones.complaints]).toEqual([])
  })

  it('is released by a person after fourteen days, and gets the notice', { timeout: 60_000 }, async () => {
    await answer(SON, '36.6')
    for (let day = 16; day <= 29; day += 1)
      for (const hour of day === 16 ? ['18'] : ['08', '18']) {
        await until(`02-${String(day).padStart(2, '0')} ${hour}:20`)
        await answer(MOTHER, '36.5')
        await answer(SON, '36.6')
      }
    const { isolations } = await tested.server.get(
      '/communities/qinghe/isolations?status=under_review&include=person',
    )
    const mother = isolations.find(
      ({ person }: { person: { name: string } }) => person.name === 'Example Mother',
    )
    const { page, complaints } = await tested.as('street_office', `/people/${mother.id}`)
    await page
      .getByRole('button', { name: /Approve/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: /Approve/ }).click()
    await page.getByText('approved').first().waitFor()
    await until('03-01 08:20')
    const phones = await tested.open(`/phones/${MOTHER}`, { width: 'phone' })
    await phones.page.getByText('解除').last().waitFor()
    await page.getByText('released').first().waitFor()
    expect([...complaints, ...phones.complaints]).toEqual([])
  })
})
