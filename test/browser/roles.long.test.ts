import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type TestedConsole } from './a-console.ts'

let tested: TestedConsole
let inGrid1: string
let inGrid2: string
beforeAll(async () => {
  tested = await openConsole()
  const oneOf = async (grid: string): Promise<string> =>
    (await tested.server.get(`/communities/qinghe/isolations?grid=${grid}`)).isolations.find(
      ({ contact }: { contact: { by: string } }) => contact.by === 'sms',
    ).id
  inGrid1 = await oneOf('grid-1')
  inGrid2 = await oneOf('grid-2')
})
afterAll(() => tested?.close())

describe('what is not for a role', () => {
  it('is refused to a worker of another grid, who sees all of their own grid', async () => {
    const { page, complaints } = await tested.as('worker of grid 1', `/people/${inGrid2}`)
    await page.getByText('Not for your role').waitFor()
    expect(await page.getByText('+86138').count()).toBe(0)
    await page.goto(`/people/${inGrid1}`)
    await page
      .getByText(/\+86138/)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })

  it('is not in the navigation of a police station, nor behind the address', async () => {
    const { page, complaints } = await tested.as('police_station')
    await page.getByRole('heading', { name: 'My matters' }).waitFor()
    const links = await page.getByRole('navigation').getByRole('link').allInnerTexts()
    expect(links).toContain('Responsibilities')
    for (const hidden of ['Ledgers', 'Key persons', 'Overview', 'Register', 'Workflows'])
      expect(links).not.toContain(hidden)
    await page.goto('/ledgers')
    await page.getByText('This page is not for your role.').waitFor()
    expect(complaints).toEqual([])
  })

  it('is refused by the API itself, whatever the page shows', async () => {
    const { page } = await tested.open('/')
    const asked = page.waitForRequest('**/api/me')
    await page.getByRole('button', { name: '派出所' }).first().click()
    const authorization = (await asked).headers()['authorization'] ?? ''
    const answerTo = async (path: string, headers: Record<string, string>) =>
      (await fetch(`${tested.server.url}${path}`, { headers })).status
    expect(await answerTo('/api/me', { authorization })).toBe(200)
    expect(await answerTo('/api/communities/qinghe/isolations', { authorization })).toBe(403)
    expect(await answerTo(`/api/isolations/${inGrid1}`, { authorization })).toBe(403)
    expect(await answerTo('/api/me', { authorization: `${authorization.slice(0, -6)}AAAAAA` })).toBe(401)
  })

  it.each(['people', 'matters'])('is not requested by an address that leads out of /%s', async (page) => {
    const opened = await tested.as('district_administrator', '/rule-book')
    const asked: string[] = []
    opened.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const refused = opened.page.waitForResponse((response) => response.status() === 422)
    await opened.page.goto(`/${page}/x%5C..%5C..%5Cstrangers`)
    await refused
    expect(asked).not.toContain('/api/strangers')
    expect(opened.complaints).toEqual([])
  })

  it('hides names and numbers from a reader, who sees the rest', async () => {
    const { page, complaints } = await tested.as('reader', `/people/${inGrid1}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Two reports a day' }).waitFor()
    expect(await page.getByText('+86138').count()).toBe(0)
    expect(await page.getByText('样例').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('records who viewed a person', async () => {
    const worker = await tested.as('worker of grid 1', `/people/${inGrid1}`)
    await worker.page
      .getByText(/\+86138/)
      .first()
      .waitFor()
    const { page } = await tested.as('administrator', `/people/${inGrid1}`)
    const looked = page.getByRole('region', { name: 'Who looked' })
    await looked.getByText('网格员赵一').first().waitFor()
  })
})

describe('somebody signed in', () => {
  it('stays so over a reload, without a token in the browser’s stores', async () => {
    const { page, context } = await tested.as('administrator', '/ledgers')
    await page.getByRole('heading', { name: 'Ledgers', level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Ledgers', level: 1 }).waitFor()
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toMatch(/eyJ|access_token|id_token/)
    expect((await context.cookies()).every(({ httpOnly }) => httpOnly)).toBe(true)
  })
})

describe('somebody whom the API does not take', () => {
  const refusing = async (status: number, name: string) => {
    const opened = await tested.open('/')
    await opened.page.route('**/api/me', (route) =>
      route.fulfill({ status, json: { error: { name, message: 'not taken' } } }),
    )
    await opened.page.getByRole('button', { name: '社区管理员周' }).first().click()
    return opened.page
  }

  it('is told that they are responsible for nobody, and can change the identity', async () => {
    const page = await refusing(403, 'Forbidden')
    await page.getByText('No community is in your charge yet.').waitFor()
    await page.unroute('**/api/me')
    await page.getByRole('button', { name: 'Be somebody else' }).click()
    await page.getByRole('button', { name: '网格员赵一' }).first().click()
    await page.getByRole('banner').waitFor()
  })

  it('is not sent to the sign-in again and again', async () => {
    const page = await refusing(401, 'Unauthenticated')
    await page.getByRole('alert').or(page.getByText('not taken')).first().waitFor()
    let loads = 0
    page.on('load', () => {
      loads += 1
    })
    await page.waitForTimeout(1_500)
    expect(loads).toBe(0)
  })
})
