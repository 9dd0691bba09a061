import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compressed } from '../../console/pages/register/compressed.ts'
import { IMPORT_LIMITS } from '../../core/person/roster-limits.ts'
import { rosterOf } from '../usecases/import-roster/imports.ts'

/** What API Gateway hands to a function: 6 MB, as base64. */
const MOST_SENT = 4.5 * 1024 * 1024

const sent = async (file: Uint8Array): Promise<Buffer> =>
  Buffer.from(await (await compressed(new Blob([Buffer.from(file)]))).arrayBuffer())

it('the largest roster is sent in one request of a Lambda function, and is the same file there', async () => {
  const file = rosterOf(IMPORT_LIMITS.rows)
  const bytes = await sent(file)
  expect(bytes.length).toBeLessThan(MOST_SENT)
  expect(gunzipSync(bytes).equals(file)).toBe(true)
})

it('a workbook and a compressed file are sent as they are', async () => {
  for (const file of [Buffer.from('PK\u0003\u0004 a workbook'), Buffer.from([0x1f, 0x8b, 8, 0])])
    expect((await sent(file)).equals(file)).toBe(true)
})
