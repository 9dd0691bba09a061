import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn, run, temporaryFolder } from './run-command.ts'

const file = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

const HEADER = 'name,phone,building,unit,room,grid,category,arrived_at,language'

describe('input errors', () => {
  it.each([
    ['a missing roster', () => ['--roster', '/nowhere/roster.csv'], /^\/nowhere\/roster.csv: .*no such file/],
    ['a folder in its place', () => ['--roster', temporaryFolder()], /this is a folder/],
    [
      'a file that is no roster',
      () => ['--roster', file('a.csv', 'x,y\n1,2\n')],
      /a\.csv: no column is known/,
    ],
    [
      'a roster without its columns',
      () => ['--roster', file('a.csv', 'name,phone\nA,1\n')],
      /lacks .*grid.*: add these columns/,
    ],
    ['an empty roster', () => ['--roster', file('a.csv', `${HEADER}\n`)], /the table has no rows/],
    [
      'a roster without one good row',
      () => ['--roster', file('a.csv', `${HEADER}\nA,x,1,1,1,grid-1,tourist,2020-02-10,zh-CN\n`)],
      /none of its 1 rows can be registered: .*row 2, .*category/,
    ],
    [
      'a community that is none',
      () => ['--people', '1', '--community', file('c.json', '{"id":"x"}')],
      /this is no community: at /,
    ],
    [
      'a rule book that is no JSON',
      () => ['--people', '1', '--rule-book', file('r.json', '{')],
      /this is no JSON/,
    ],
    ['no people', () => [], /name a roster with --roster FILE/],
    ['both kinds of people', () => ['--people', '2', '--roster', 'x'], /leave one of them out/],
    ['a flag nobody knows', () => ['--poeple', '2'], /--poeple.*--help/],
    ['half a person', () => ['--people', '1.5'], /--people 1\.5: expected a whole number/],
    ['a price that is none', () => ['--people', '1', '--sms-price', 'x'], /--sms-price x: expected a price/],
    [
      'a folder that cannot be made',
      () => ['--people', '1', '--out', join(file('taken', ''), 'out')],
      /name another folder/,
    ],
  ])('are reported in one line: %s', async (_, args, what) => {
    const { code, err, out } = await run(...args())
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(what)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  it('skip only the wrong rows, and list them with their reasons in a file', async () => {
    const folder = temporaryFolder()
    const roster = file(
      'a.csv',
      [
        HEADER,
        'Example One,+8613800000151,1,1,101,grid-1,elsewhere,2020-02-10,en',
        'Example Two,+8613800000152,1,1,102,grid-1,tourist,2020-02-10,en',
        'Example Three,+8613800000153,1,1,103,grid-9,elsewhere,2020-02-10,en',
        'Example One,+8613800000151,1,1,101,grid-1,elsewhere,2020-02-10,en',
      ].join('\n'),
    )
    const { code, out } = await run('--roster', roster, '--seed', '3', '--out', folder)
    expect(code).toBe(0)
    expect(out).toMatch(/registered +1\n/)
    expect(out).toContain('Rejected rows: 3')
    expect(out).toMatch(/row 3: category/)
    expect(out).toMatch(/row 4: address.grid: no such grid/)
    expect(out).toMatch(/row 5: name: the same person as row 2/)
    expect(filesIn(folder).get('rejected.csv')).toMatch(/Example Two.*[\s\S]*Example Three/)
  })

  it('--help prints the usage', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('--roster FILE')
  })
})
