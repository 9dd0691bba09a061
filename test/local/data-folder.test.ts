import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../local/data-folder/data-folder.ts'
import { Database } from '../../local/sqlite/database.ts'

const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the folder of the record', () => {
  let path = ''

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'sixclear-')), 'data')
  })

  afterEach(() => {
    rmSync(join(path, '..'), { recursive: true })
  })

  it('can be read by its owner only', () => {
    const folder = openDataFolder(path, { fresh: false })
    const database = new Database(folder.file)
    expect([rights(path), rights(folder.file), rights(join(path, 'lock.db'))]).toEqual(['700', '600', '600'])
    database.close()
    folder.close()
  })

  it('closes files that were left readable to everybody', () => {
    openDataFolder(path, { fresh: false }).close()
    writeFileSync(join(path, 'sixclear.db'), 'old', { mode: 0o644 })
    openDataFolder(path, { fresh: false }).close()
    expect(rights(join(path, 'sixclear.db'))).toBe('600')
    chmodSync(path, 0o755)
    openDataFolder(path, { fresh: false }).close()
    expect(rights(path)).toBe('700')
  })
})
