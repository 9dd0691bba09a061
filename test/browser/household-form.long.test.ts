import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'
import { choose, fillAddress, fillMember, fillMother, registerTwo } from './household-form.ts'

/** A mother and her son are registered, 15 February 2020, 14:00 in Shanghai. */
let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole('--empty')
  const { page, context } = await tested.as('administrator', '/register')
  await registerTwo(page)
  await context.close()
})
afterAll(() => tested?.close())

describe('the form of a household', () => {
  it('knows them the next time they are typed', async () => {
    const { page } = await tested.as('administrator', '/register')
    await fillAddress(page)
    await fillMother(page)
    await page.getByText('Registered already:').first().waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('Example Daughter')
    await page.getByRole('textbox', { name: 'Mobile phone' }).fill('138 0000 0503')
    await page.getByText('Already in isolation at this address:').first().waitFor()
  })

  it('says what is wrong with a field as it is typed', async () => {
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

  it('asks the person who registers whether a possible match in isolation is one', async () => {
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
})
