import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')
const dist = join(import.meta.dirname, 'dist')
const builtFrom = join(dist, 'built-from.txt')

/** What the built files depend on. */
const sources = (): string[] => [
  join(root, 'package-lock.json'),
  ...['console', 'core'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(dist)),
  ),
]

const digest = (): string => {
  const hash = createHash('sha256')
  for (const path of sources().sort())
    hash.update(relative(root, path)).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

const isCurrent = (now: string): boolean => existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === now

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean', default: false } } })
const now = digest()
if (!values['if-stale'] || !isCurrent(now)) {
  process.stdout.write('Building the console, once after each change of it ...\n')
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(builtFrom, now)
}
