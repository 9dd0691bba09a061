import { readFileSync, writeFileSync } from 'node:fs'
import { argv, exit, stderr, stdout } from 'node:process'
import { describeApi } from './openapi.ts'

const FILE = new URL('../docs/openapi.json', import.meta.url)

const written = `${JSON.stringify(describeApi(), null, 2)}\n`

const committed = (): string => {
  try {
    return readFileSync(FILE, 'utf8')
  } catch {
    return ''
  }
}

if (argv.includes('--check')) {
  if (committed() !== written) {
    stderr.write('docs/openapi.json is not what the routes describe: run npm run openapi and commit it\n')
    exit(1)
  }
  stdout.write('docs/openapi.json is up to date\n')
} else {
  writeFileSync(FILE, written)
  stdout.write('wrote docs/openapi.json\n')
}
