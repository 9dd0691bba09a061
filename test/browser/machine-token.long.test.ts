import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, signIn, type TestedConsole } from './a-console.ts'

describe('a browser on the machine', () => {
  let console_: TestedConsole
  beforeAll(async () => {
    console_ = await openConsole()
  })
  afterAll(() => console_.close())

  it('that has not opened the link is asked for the token, on the console and on the phones', async () => {
    for (const path of ['/', '/phones', '/people/iso-x']) {
      const { page, context } = await console_.open(path, { token: '' })
      await page.getByRole('heading', { name: 'This machine asks for its token' }).waitFor()
      expect(await page.getByText('138').count()).toBe(0)
      await context.close()
    }
  })

  it('goes on once it has been given', async () => {
    const { page, context } = await console_.open('/', { token: '' })
    await page.getByLabel('Token').fill('not this one')
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByRole('heading', { name: 'This machine asks for its token' }).waitFor()
    await page.getByLabel('Token').fill(console_.server.token)
    await page.getByRole('button', { name: 'Open' }).click()
    await signIn(page, 'doctor')
    await context.close()
  })

  it('keeps the token of the link, also for the phones, and takes it out of the address', async () => {
    const { page, context, complaints } = await console_.open(`/#token=${console_.server.token}`, {
      token: '',
    })
    await signIn(page, 'reader')
    expect(page.url()).not.toContain(console_.server.token)
    await page.goto('/phones')
    await page.getByRole('heading').first().waitFor()
    await page.locator('a[href^="/phones/"]').first().waitFor()
    expect(await context.cookies()).toEqual([
      expect.objectContaining({ name: 'sixclear-signed-in', path: '/sign-in', httpOnly: true }),
    ])
    expect(complaints).toEqual([])
    await context.close()
  })
})
