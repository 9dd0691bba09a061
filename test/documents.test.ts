import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const documents = globSync('**/*.md', {
  cwd: root,
  exclude: ['**/node_modules', 'rehearsal', 'CHANGELOG.md'],
})

const folders = readdirSync(root)
/** Made by a command. */
const built = /^(console\/dist|coverage|rehearsal)\b/

const textOf = (document: string): string => readFileSync(join(root, document), 'utf8')

/** `[text](path)`, from where the document stands. */
const linked = (document: string): string[] =>
  [...textOf(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, to = '']) => to)
    .filter((to) => !/^[a-z]+:/.test(to))
    .map((to) => join(dirname(document), to))

/** `core/texts/en.ts` in a sentence, from the root. */
const named = (document: string): string[] =>
  [...textOf(document).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => folders.includes(path.split('/')[0] ?? '') && !built.test(path))

describe('the documents', () => {
  it.each(documents)('%s: names files that are there', (document) => {
    const missing = [...linked(document), ...named(document)].filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })
})
