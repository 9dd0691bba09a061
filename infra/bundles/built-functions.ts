import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import { type ReleaseNote, releaseNote } from '../release/release-note.ts'
import { bundle } from './bundle.ts'
import type { BundleName } from './grants.ts'

const root = resolve(import.meta.dirname, '../..')

/** The built functions and console. */
export interface Built {
  readonly codeOf: (name: BundleName) => Code
  /** Read only when a stage serves its console. */
  readonly consoleFolder: () => string
  readonly release: ReleaseNote
}

/** Builds the functions, and the console if it has changed. */
export const build = (): Built => ({
  release: releaseNote(),
  codeOf: bundle(resolve(root, '.sixclear/bundles')).codeOf,
  consoleFolder: () => {
    // Standard output is for the template only.
    execFileSync(process.execPath, [resolve(root, 'console/build.ts'), '--if-stale'], {
      cwd: root,
      stdio: ['ignore', process.stderr, 'inherit'],
    })
    return resolve(root, 'console/dist')
  },
})
