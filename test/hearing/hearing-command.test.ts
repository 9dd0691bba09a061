import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { command } from '../../local/hearing/hearing-command.ts'
import { residentLine, staffLine } from './example-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'sixclear-hearing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...args: string[]) => {
  let out = ''
  let err = ''
  const code = await command(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

const file = (...lines: object[]): string => {
  const path = join(folder, 'mine.jsonl')
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return path
}

const plain = residentLine({
  id: 'plain',
  expect: {
    record: [{ who: 'self', when: 'now', tenths: 365, symptoms: [] }],
    ask: null,
    tell: 'nobody',
    does: null,
  },
  never: ['alarm'],
})
const never = residentLine({ id: 'never', text: '38.5', never: ['record:385'] })

describe('npm run hear', () => {
  it('exits with 0 when nothing unsafe happened', async () => {
    const { code, out, err } = await run(file(plain))
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('all                            1       1  100.0 %       1       0    0.0 %')
  })

  it('exits with 1 on any unsafe line, and shows it with --failures', async () => {
    const { code, out } = await run(file(plain, never), '--failures')
    expect(code).toBe(1)
    expect(out).toContain('never  asked  UNSAFE: record:385')
    expect(out).toContain('"tenths":385')
    expect(out).not.toContain('\nplain ')
  })

  it('prints the figures as one JSON object', async () => {
    const { code, out } = await run(file(plain, never), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({
      total: 2,
      right: 1,
      safe: 1,
      unsafe: 1,
      asked_back: 0,
      human: 0,
      by: {
        setting: { asked: { total: 2, right: 1, safe: 1, unsafe: 1 } },
        kind: {
          'nothing to do': { total: 1, right: 0, safe: 0, unsafe: 1 },
          'plain report': { total: 1, right: 1, safe: 1, unsafe: 0 },
        },
      },
      failures: [
        {
          id: 'never',
          text: '38.5',
          never: ['record:385'],
          happened: {
            record: [{ who: 'self', when: 'now', tenths: 385, symptoms: [] }],
            ask: null,
            tell: 'nobody',
            does: null,
          },
        },
      ],
    })
  })

  it('puts the codes of the matters into what posts write', async () => {
    const reached = staffLine({ expect: { ...staffLine().expect, answer: 'reached' } })
    const { out } = await run(file({ ...reached, text: '{code}到' }), '--json')
    expect(JSON.parse(out)).toMatchObject({ total: 1, right: 1 })
  })

  it.each([
    ['no file', [], 'no file of labelled lines'],
    ['a file that is not there', ['nowhere.jsonl'], 'nowhere.jsonl: there is no such file'],
    ['a strange word', ['--louder'], "Unknown option '--louder'"],
    ['no number of texts', ['--generate', 'many'], '--generate many: expected a whole number'],
    ['a file and texts', ['a.jsonl', '--generate', '5'], 'leave one of them out'],
  ])('refuses %s', async (_, args, message) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })

  it('generates texts', async () => {
    const { out } = await run('--generate', '60', '--seed', '7', '--json')
    expect(JSON.parse(out)).toMatchObject({ read: { texts: 60 }, done: { texts: 2 } })
  })

  it('prints its usage', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('safe + unsafe = lines')
  })
})
