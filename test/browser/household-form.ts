import type { Locator, Page } from 'playwright-core'

/** Opens a select by its name and chooses an option. */
export const choose = async (within: Page | Locator, name: string, option: string): Promise<void> => {
  await within.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await within.getByRole('option', { name: option }).click()
}

export const fillMember = async (page: Page, number: number, name: string, phone: string): Promise<void> => {
  const member = page.getByRole('region', { name: `Person ${number}` })
  await member.getByRole('textbox', { name: 'Name' }).fill(name)
  await member.getByRole('textbox', { name: 'Mobile phone' }).fill(phone)
  await choose(member, 'Category', 'key area')
  await member.getByRole('textbox', { name: 'Arrived on' }).fill('2020/02/15')
}

export const fillAddress = async (page: Page): Promise<void> => {
  await choose(page, 'Grid', '一网格')
  await page.getByRole('textbox', { name: 'Building' }).fill('7')
  await page.getByRole('textbox', { name: 'Room' }).fill('201')
}

export const fillMother = (page: Page) => fillMember(page, 1, 'Example Mother', '138 0000 0501')

export const registerTwo = async (page: Page): Promise<void> => {
  await fillAddress(page)
  await fillMother(page)
  await page.getByRole('button', { name: 'Add a person' }).click()
  await fillMember(page, 2, 'Example Son', '138 0000 0502')
  await page.getByRole('button', { name: 'Register 2 persons' }).click()
  await page.getByText('The household is registered.').waitFor()
}
