import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import type { Mutant } from './mutants-in.ts'
import { CHANGED } from './nearest-first.ts'

export type Tier = 'fast' | 'long'

export interface Verdict {
  readonly outcome: 'killed' | 'survived'
  /** The first test that failed, or why there is none. */
  readonly by: string
}

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** Links to every installed package; the links of our own packages lead into the copy. */
const linkPackages = (from: string, to: string): void => {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name.startsWith('.') && entry.name !== '.bin') continue
    const place = join(from, entry.name)
    symlinkSync(entry.isSymbolicLink() ? readlinkSync(place) : place, join(to, entry.name))
  }
}

const LONG = '**/*.long.test.ts'

/** What reads rules only through what others test: the stacks, the packages, every page in a browser. */
const APART = ['test/infra/**', 'test/browser/**', 'packages/**', 'test/aws/bundles*']

const FILES: Readonly<Record<Tier, readonly string[]>> = {
  fast: ['--exclude', LONG],
  long: ['long.test', ...APART.flatMap((files) => ['--exclude', files])],
}

/** Processor seconds after which a mutant is one that never ends. */
const MOST_SECONDS: Readonly<Record<Tier, number>> = { fast: 600, long: 3_000 }

/** A copy of the tree in which one file at a time is wrong. */
export class MutatedCopy {
  readonly path: string

  constructor(root: string) {
    this.path = mkdtempSync(join(tmpdir(), 'sixclear-mutants-'))
    const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const file of tracked.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
      mkdirSync(dirname(join(this.path, file)), { recursive: true })
      cpSync(join(root, file), join(this.path, file), { verbatimSymlinks: true })
    }
    linkPackages(join(root, 'node_modules'), join(this.path, 'node_modules'))
    for (const made of ['console/dist', '.sixclear/browser'])
      if (existsSync(join(root, made))) cpSync(join(root, made), join(this.path, made), { recursive: true })
  }

  /** Runs a tier on this mutant until a test fails. `undefined`: on the tree as it is. */
  async run(mutant: Mutant | undefined, tier: Tier): Promise<Verdict> {
    if (mutant === undefined) return this.#tests(tier)
    const { file, start, end, before, after } = mutant
    const text = readFileSync(join(this.path, file), 'utf8')
    if (text.slice(start, end) !== before) throw new Error(`${file} has changed since the mutants were drawn`)
    writeFileSync(join(this.path, CHANGED), file)
    writeFileSync(join(this.path, file), text.slice(0, start) + after + text.slice(end))
    try {
      return await this.#tests(tier)
    } finally {
      writeFileSync(join(this.path, file), text)
    }
  }

  close(): void {
    rmSync(this.path, { recursive: true, force: true })
  }

  async #tests(tier: Tier): Promise<Verdict> {
    const report = join(this.path, 'report.json')
    rmSync(report, { force: true })
    const vitest = [
      'vitest',
      'run',
      '--config',
      'test/mutants/vitest.config.ts',
      '--root',
      '.',
      ...FILES[tier],
    ]
    const command = [...vitest, '--reporter=json', `--outputFile=${report}`]
    // The limit is of processor time, which a busy machine does not shorten.
    const child = spawn(
      'sh',
      ['-c', `ulimit -t ${MOST_SECONDS[tier]}; exec npx --no-install "$@"`, 'sh', ...command],
      {
        cwd: this.path,
        stdio: 'ignore',
      },
    )
    const code = await new Promise<number | null>((resolve) =>
      child.once('close', (status) => resolve(status)),
    )
    if (code === 0) return { outcome: 'survived', by: '' }
    return {
      outcome: 'killed',
      by: existsSync(report) ? firstFailure(readFileSync(report, 'utf8')) : `exit ${code}`,
    }
  }
}

const firstFailure = (json: string): string => {
  const { testResults } = Report.parse(JSON.parse(json))
  const fromRoot = (name: string): string => name.slice(name.search(/\/(?:test|packages)\//) + 1)
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find((test) => test.status === 'failed')
    if (failed !== undefined) return `${fromRoot(name)}: ${failed.fullName}`
  }
  // A file that could not be read. Those that come after a failure have no message.
  const broken = testResults.find(({ status, message }) => status === 'failed' && message !== '')
  return broken === undefined
    ? 'no single test'
    : `${fromRoot(broken.name)}: ${broken.message.split('\n')[0]}`
}
