import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CommandResult, filesIn, run, temporaryFolder } from './run-command.ts'

const ROSTER = 'examples/returnees.csv'

let ran: CommandResult
let files: Map<string, string>
beforeAll(async () => {
  const folder = temporaryFolder()
  ran = await run('--roster', ROSTER, '--seed', '7', '--out', folder)
  files = filesIn(folder)
})

const numberAfter = (words: RegExp): number => Number(words.exec(ran.out)?.[1])
const rowsOf = (file: string): Record<string, string>[] =>
  parse(files.get(file) ?? '', { bom: true, columns: true })

describe('a rehearsal of the example roster', () => {
  it('completes every isolation, and reports that nobody was left behind', () => {
    expect(ran.code).toBe(0)
    expect(numberAfter(/registered +(\d+)/)).toBe(20)
    expect(numberAfter(/still open +(\d+)/)).toBe(0)
    expect(ran.out).toContain('no one left behind        yes')
  })

  it('accounts for every half-day report that was due', () => {
    const [due, ...parts] = [...(/due +(\d.*)/.exec(ran.out)?.[1] ?? '').matchAll(/\d+/g)].map(Number)
    expect(due).toBeGreaterThan(500)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(due)
  })

  it('writes a page for everyone', () => {
    const pages = [...files].filter(([name]) => name.startsWith('timelines'))
    expect(pages).toHaveLength(20)
    const [, page = ''] = pages.find(([, text]) => text.includes('样例·吕真')) ?? []
    expect(page).toContain('## Day 1, 2020-02-13')
    expect(page).toContain('## Day 14, 2020-02-26')
    expect(page).toMatch(/\*\*morning\*\*: on time, 3\d\.\d °C/)
    expect(page).toMatch(/Released 2020-02-27 \d\d:\d\d, notice/)
  })

  it('writes the ledger in order of time, without names or phone numbers', () => {
    const ledger = rowsOf('ledger.csv')
    expect(ledger.map(({ at }) => at)).toEqual(ledger.map(({ at }) => at).sort())
    expect(ledger.filter(({ type }) => type === 'registered')).toHaveLength(20)
    expect(files.get('ledger.csv')).not.toMatch(/样例|Rowan|13[89]00000/)
  })

  it('gives the same counts in the summary as in the files', () => {
    const sent = rowsOf('messages.csv').filter(({ direction }) => direction === 'to_phone')
    expect(numberAfter(/Texts: (\d+) sent/)).toBe(sent.length)
    expect(numberAfter(/Matters on their ladders: (\d+)/)).toBe(rowsOf('matters.csv').length)
  })

  it('escapes formulas, so that a phone number is not a sum', () => {
    for (const { phone = '' } of rowsOf('messages.csv')) expect(phone).toMatch(/^'\+/)
  })
})
