import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { herdOf } from '../../infra/commands/herd.ts'

const root = resolve(import.meta.dirname, '../..')

interface Said {
  readonly code: number
  readonly printed: string
}

/** On a machine without an account and without a region. */
const run = (command: string, ...args: readonly string[]): Promise<Said> =>
  runFile(`infra/commands/${command}.ts`, ...args)

const runFile = (file: string, ...args: readonly string[]): Promise<Said> =>
  new Promise((done) => {
    const env = { PATH: process.env['PATH'], HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' }
    const child = execFile(process.execPath, [file, ...args], { cwd: root, env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? 1, printed: stdout + stderr }),
    )
  })

const STACK = /^ {4}at /m

describe('a command', () => {
  it.each([
    ['herd', '--people is missing'],
    ['erase', '--table is missing; --erasures is missing; --person is missing'],
    ['redrive', '--dead-letters is missing'],
    ['restart', '--move is missing; --workflow is missing; --before is missing'],
    ['restore', '--erasures is missing; --table is missing'],
    ['rotate', '--table is missing; --lookups is missing'],
    ['settle', '--table is missing; --lookups is missing; --community is missing'],
  ])('%s says in one line what is missing, and how it is used', async (command, line) => {
    const { code, printed } = await run(command)
    expect(code).toBe(1)
    expect(printed).toMatch(new RegExp(`^sixclear: ${line}\n\nnpm run ${command} -- `))
    expect(printed).not.toMatch(STACK)
  })

  it.each([
    ['herd', ['--people', 'many'], '--people cannot be "many"'],
    ['herd', ['--crowd', '3'], "Unknown option '--crowd'"],
    ['herd', ['--people', '3', '--stage', 'staging'], "there is no stage 'staging'"],
    ['herd', ['--people', '3', '--region', 'mars'], 'expected a region such as us-east-1'],
    ['texts', ['--stage', 'prod'], 'the stage prod has no SMS gateway'],
    ['settings', [], 'name a stage or a file'],
    ['settings', ['--stage', 'dev'], 'no region is set'],
    [
      'settings',
      ['--file', 'none.json', '--set', 'sms.perSecond=9'],
      'sms.perSecond: there is no such setting',
    ],
    ['settings', ['--file', 'README.md'], 'what is set is not usable'],
    [
      'restart',
      ['--move', 'arn', '--workflow', 'isolation', '--before', 'yesterday'],
      '--before cannot be "yesterday": expected an instant such as',
    ],
    ['release-note', ['--since', 'no-commit'], 'git knows no commit no-commit'],
    ['redrive', ['--dead-letters', 'https://sqs.example/1/x'], 'no region is set'],
    [
      'settle',
      ['--table', 't', '--lookups', 'l', '--community', 'none.json'],
      "no such file or directory, open 'none.json'",
    ],
    ['settle', ['--table', 't', '--lookups', 'l', '--community', 'README.md'], 'README.md is no JSON: '],
    ['settle', ['--table', 't', '--lookups', 'l', '--community', 'package.json'], 'package.json: ✖ '],
  ])('%s %j says what is wrong', async (command, args, line) => {
    const { code, printed } = await run(command, ...args)
    expect(code).toBe(1)
    expect(printed).toContain('sixclear: ')
    expect(printed).toContain(line)
    expect(printed).not.toMatch(STACK)
  })

  it.each([
    ['brownouts', ['--part', 'recrod'], '--part cannot be "recrod"'],
    ['brownouts', ['--minutes', '7'], '--minutes cannot be "7"'],
    ['brownouts', ['--people', 'many'], '--people cannot be "many"'],
    ['load', ['--engine', 'mysql'], '--engine cannot be "mysql"'],
    ['sweep', ['--people', '0'], '--people cannot be "0"'],
  ])('the measurement %s refuses %j, and does not find that nobody suffers', async (file, args, line) => {
    const { code, printed } = await runFile(`test/bench/${file}.ts`, ...args)
    expect(code).toBe(1)
    expect(printed).toContain(`sixclear: ${line}`)
  })

  it('shows the settings of a file, and changes them', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sixclear-settings-')), 'settings.json')
    const changed = await run('settings', '--file', file, '--set', 'strangers.perDay=20')
    expect(changed.printed).toContain('* strangers.perDay = 20   (was 100)')
    const shown = await run('settings', '--file', file)
    expect(shown).toMatchObject({ code: 0, printed: expect.stringContaining('  strangers.perDay = 20') })
    expect(shown.printed).not.toContain('is written')
  })

  it('shows how it is used', async () => {
    const { code, printed } = await run('herd', '--help')
    expect(code).toBe(0)
    expect(printed).toMatch(/^npm run herd -- --people <number>/)
  })

  it('reads no people as an error that a caller can catch', () => {
    expect(() => herdOf([])).toThrow('--people is missing')
  })
})
