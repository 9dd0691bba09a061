import { expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { besideNewerRelease, type Noted } from '../workflow/beside-newer-release.ts'
import { exampleFile, openTestApi } from './test-api.ts'

const phone = '+8613800000101'

it('no answer shows what only a newer release knows', async () => {
  const noted: Noted = { changed: new Set(), lost: new Set(), unversioned: new Set() }
  const api = await openTestApi({ store: (clock) => besideNewerRelease(openStore(':memory:', clock), noted) })
  const isolation = await api.registered()
  await api.until('2020-02-11 08:05')
  await api.says(phone, '38.5 楼下很吵')
  await api.says('+8613877770000', '我晕倒了')
  await api.until('2020-02-11 12:05')
  const { json } = await api.get(`/isolations/${isolation}`)
  const matter = String(json.matters[0].id)
  const { json: begun } = await api.post('/communities/qinghe/imports', {
    body: exampleFile('returnees-with-mistakes.csv'),
    headers: { 'content-type': 'application/octet-stream' },
  })
  const { text: patients } = await api.get('/communities/qinghe/fhir/Patient', {
    actor: 'health-office',
    scopes: 'fhir.read',
  })
  const filled = (path: string): string =>
    path
      .replace('{community}', 'qinghe')
      .replace('{generation}', '1')
      .replace('{version}', '1')
      .replace('{import}', begun.import)
      .replace('{type}/{id}', `Patient/${JSON.parse(patients).entry[0].resource.id}`)
      .replace('{type}', 'Patient')
      .replace('{id}', path.startsWith('/matters') ? matter : isolation)
      .replace('$export-status', '$export-status?_at=2020-02-11T00:00:00.000Z')
      .replace(
        '$export-file',
        `$export-file?type=Patient&isolations=${isolation}&_at=2020-02-11T00:00:00.000Z`,
      )
      .replace('ledger.csv', 'ledger.csv?from=2020-02-10&to=2020-02-11')
  const gets = routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('$export'))
  const answers = await Promise.all(
    gets.map(async ({ path }) => {
      const asker = path.includes('/fhir/') ? { actor: 'health-office', scopes: 'fhir.read' } : {}
      const { status, text } = await api.get(filled(path), asker)
      return { path, status, shows: text.includes('unheardOf') }
    }),
  )
  expect(answers).toEqual(gets.map(({ path }) => ({ path, status: 200, shows: false })))
  expect([...noted.changed]).toContain('ISOLATION MESSAGE')
})
