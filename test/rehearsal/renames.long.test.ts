/**
 * Proves that renaming changed nothing else: a rehearsal writes the files it wrote before enumeration values became
 * snake_case. `before.json` has their SHA-256 digests as they were (without the numbers of the lines about DynamoDB
 * units and the sum), `renames.json` every new name with its old one. It is rehearsed as then: everybody is asked at
 * eight sharp. Since then three pairs of messages that a sweep sends at one instant go out in the order in which they
 * were recorded, first question before second: the digests of the sixty people's messages and pages are those of now.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { sharpRuleBook } from '../workflow/test-system.ts'
import { digestsBefore, Renames } from './files-before.ts'
import { filesIn, run, temporaryFolder } from './run-command.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const before = z.record(z.string(), z.record(z.string(), z.string())).parse(read('before.json'))
const renames = Renames.parse(read('renames.json'))

it.each(Object.entries(before))(
  'the files are those of before, under new names: %s',
  async (options, digests) => {
    const folder = temporaryFolder()
    const book = join(temporaryFolder(), 'sharp.json')
    writeFileSync(book, JSON.stringify(sharpRuleBook))
    const { code } = await run(...options.split(' '), '--rule-book', book, '--out', folder)
    expect(code).toBe(0)
    expect(digestsBefore(filesIn(folder), renames)).toEqual(digests)
  },
)
