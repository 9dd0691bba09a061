import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import { bundle } from './bundle.ts'
import type { FunctionName } from './grants.ts'

const root = resolve(import.meta.dirname, '../..')

/** What is built here and runs there. */
export interface Built {
  readonly codeOf: (name: FunctionName) => Code
  /** Asked for only where a stage serves its console. */
  readonly consoleFolder: () => string
}

/** Builds what is deployed: the functions always, the console where it has changed since it was built. */
export const build = (): Built => ({
  codeOf: bundle(resolve(root, '.sixclear/bundles')).codeOf,
  consoleFolder: () => {
    // Synthesising says nothing on its standard output but what was asked for.
    execFileSync(process.execPath, [resolve(root, 'console/build.ts'), '--if-stale'], {
      cwd: root,
      stdio: ['ignore', process.stderr, 'inherit'],
    })
    return resolve(root, 'console/dist')
  },
})
