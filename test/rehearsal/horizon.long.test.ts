import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { run, temporaryFolder } from './run-command.ts'

it('a rehearsal of a period longer than its horizon says who is still open, and why', async () => {
  const folder = temporaryFolder()
  const book = join(folder, 'book.json')
  writeFileSync(book, JSON.stringify({ ...defaultRuleBook, days: 60 }))
  const { code, out } = await run('--people', '1', '--rule-book', book, '--out', folder)
  expect(code).toBe(0)
  expect(out).toMatch(/still open +1\n/)
  expect(out).toMatch(/iso-\w+: following, waits for (slot|report) until 2020-04-\d\d \d\d:\d\d/)
  expect(out).toContain('1 registered = 0 released + 0 ended + 1 open')
})
