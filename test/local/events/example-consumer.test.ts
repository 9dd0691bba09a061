import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { machineSecret } from '../../../local/sign-in/machine-secret.ts'
import { registrationForm } from '../../api/test-api.ts'
import { type Folder, folderWithConsole, type LocalServer, startLocalServer } from '../local-server.ts'

let folder: Folder
let server: LocalServer
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--empty', '--paused', '--start', '2020-02-10T02:00:00.000Z')
  await server.post('/communities/qinghe/isolations', registrationForm())
  await server.post('/clock/run', { for: 'P2D' })
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

it('the example writes the newest day’s slots, with ids and without a name', async () => {
  const machine = { client: 'slots', scope: 'events.read@qinghe' }
  const out = join(folder.path, 'slots.csv')
  await promisify(execFile)(process.execPath, ['examples/slots-of-today.mjs', '--once', '--out', out], {
    env: {
      client_id: machine.client,
      client_secret: machineSecret(server.token, machine),
      scope: machine.scope,
      token_endpoint: `${server.url}/sign-in/token`,
    },
  })
  const [head, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\r\n')
  expect(head).toBe('day,grid,isolation,slot,state,time')
  expect(rows).toEqual([
    expect.stringMatching(/^2020-02-12,grid-1,iso-\w+,02-morning,(asked|missed),\d\d:\d\d:\d\d$/),
  ])
})

it('the example says in one line that the server cannot be reached', async () => {
  const started = promisify(execFile)(process.execPath, ['examples/slots-of-today.mjs', '--once'], {
    env: { token_endpoint: 'http://127.0.0.1:1/sign-in/token' },
  })
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1: .+\n$/),
  })
})
