import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { failedStart, startServerProcess, temporaryFolder } from './server-process.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const community = (): { grids: { worker: { phone: string } }[] } =>
  JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8'))

/** One line that says what, where and what to do; exit code 1; nothing created. */
const expectOneLine = async (
  args: readonly string[],
  words: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const data = join(folder.path, 'data')
  const { code, stdout, stderr } = await failedStart(['--data', data, ...args], env)
  expect(stderr.startsWith('sixclear: ')).toBe(true)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).toContain(words)
  expect(stdout).toBe('')
  expect(code).toBe(1)
  expect(existsSync(data)).toBe(false)
}

describe('a start with a mistake', () => {
  it.each([
    [['--quick'], "Unknown option '--quick'; npm start -- --help names the options"],
    [['--speed', 'fast'], '--speed is "fast"; give a number above 0'],
    [['--start', 'yesterday'], '--start is "yesterday"; give an instant such as'],
    [['--community', '/no/such/file.json'], 'community file /no/such/file.json: there is no such file'],
  ])('in the options %j is reported in one line', async (args, words) => {
    await expectOneLine(args, words)
  })

  it('of the development server is reported in one line', async () => {
    const { code, stderr } = await failedStart(['--quick'], {}, 'dev.ts')
    expect(stderr).toBe("sixclear: Unknown option '--quick'; npm start -- --help names the options\n")
    expect(code).toBe(1)
  })

  it('in the port is reported in one line', async () => {
    await expectOneLine([], 'PORT is "http"; give a port number', { PORT: 'http' })
  })

  it('such as a port in use is reported in one line', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    try {
      await expectOneLine([], `Port ${port} on 127.0.0.1 is in use`, { SFN_PORT: String(port) })
    } finally {
      other.close()
    }
  })

  it('such as a folder that cannot be made is reported in one line', async () => {
    const file = join(folder.path, 'a-file')
    writeFileSync(file, '')
    await expectOneLine(['--data', join(file, 'data')], `the folder ${join(file, 'data')} cannot be made`)
  })

  it('in the community file is reported with the field', async () => {
    const file = join(folder.path, 'community.json')
    const mistaken = community()
    for (const { worker } of mistaken.grids.slice(0, 1)) worker.phone = '139'
    writeFileSync(file, JSON.stringify(mistaken))
    await expectOneLine(['--community', file], 'grids.0.worker.phone is 3 digits: expected a phone number')
  })

  it('in the rule book is reported with the field', async () => {
    const file = join(folder.path, 'rules.json')
    writeFileSync(
      file,
      JSON.stringify({ ...defaultRuleBook, fever: { ...defaultRuleBook.fever, from: 385 } }),
    )
    await expectOneLine(
      ['--rule-book', file],
      'fever.highFrom is a number: a high fever begins below a fever',
    )
  })
})

describe('a record that is kept', () => {
  it('is not opened by two servers, nor given another rule book under a known version', async () => {
    const file = join(folder.path, 'rules.json')
    writeFileSync(file, JSON.stringify({ ...defaultRuleBook, days: 7 }))
    const server = await startServerProcess('--empty', '--paused', '--data', folder.path)
    try {
      const second = await failedStart(['--data', folder.path])
      expect(second.code).toBe(1)
      expect(second.stderr).toContain(`another Sixclear is running on the folder ${folder.path}`)
    } finally {
      await server.stop()
    }
    const other = await failedStart(['--data', folder.path, '--rule-book', file])
    expect(other.code).toBe(1)
    expect(other.stderr).toContain('version 1 is published already with other content; make it version 2')
    const start = await failedStart(['--data', folder.path, '--start', '2020-02-10T00:00:00.000Z'])
    expect(start.stderr).toContain('is kept from before; add --fresh')
  })
})
