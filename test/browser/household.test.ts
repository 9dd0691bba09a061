import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'
import { registerTwo } from './household-form.ts'

/** An empty record, 15 February 2020, 14:00 in Shanghai. */
let tested: TestedConsole
beforeAll(async () => {
  tested = await openConsole('--empty')
})
afterAll(() => tested?.close())

const MOTHER = '+8613800000501'
const SON = '+8613800000502'

const until = (local: string) =>
  tested.server.post('/clock/run', {
    until: new Date(`2020-${local.replace(' ', 'T')}:00+08:00`).toISOString(),
  })

const answer = (phone: string, text: string) => tested.server.post(`/phones/${phone}`, { text })

describe('a household', () => {
  it('is registered on one form, and everybody gets the first text at once', async () => {
    const { page, complaints } = await tested.as('administrator', '/register')
    await registerTwo(page)
    for (const phone of [MOTHER, SON]) {
      const { messages } = await tested.server.get(`/phones/${phone}`)
      expect(messages.length, phone).toBeGreaterThan(0)
    }
    expect(complaints).toEqual([])
  })

  it('answers on the phones page, and the console shows it without a reload', async () => {
    await until('02-16 08:30')
    const watching = await tested.as('administrator', '/key-persons')
    const row = watching.page.getByRole('listitem').filter({ hasText: 'Example Mother' })
    await row.getByText('morning asked').waitFor()
    const phones = await tested.open(`/phones/${MOTHER}`)
    await phones.page.getByRole('button', { name: '三十六度五' }).click()
    await row.getByText('morning reported').waitFor()
    expect([...watching.complaints, ...phones.complaints]).toEqual([])
  })

  it('is released by a person after fourteen days, and gets the notice', async () => {
    await answer(SON, '36.6')
    for (let day = 16; day <= 29; day += 1)
      for (const hour of day === 16 ? ['18'] : ['08', '18']) {
        await until(`02-${String(day).padStart(2, '0')} ${hour}:35`)
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
