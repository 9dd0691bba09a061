import { readFileSync, writeFileSync } from 'node:fs'
import { argv, exit, stderr, stdout } from 'node:process'

/** Writes a description to docs/, or with `--check` compares it with what is committed. */
export const keepCommitted = (name: string, description: object, command: string): void => {
  const file = new URL(`../docs/${name}`, import.meta.url)
  const written = `${JSON.stringify(description, null, 2)}\n`
  const committed = (): string => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  if (!argv.includes('--check')) {
    writeFileSync(file, written)
    stdout.write(`wrote docs/${name}\n`)
    return
  }
  if (committed() !== written) {
    stderr.write(`docs/${name} is not what the code describes: run ${command} and commit it\n`)
    exit(1)
  }
  stdout.write(`docs/${name} is up to date\n`)
}
