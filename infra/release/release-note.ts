import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { DECIDER_VERSION } from '../../core/aggregate/decider-version.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'

/** What a deployment brings. It is kept beside the stage, so that what ran at some time is known later. */
export interface ReleaseNote {
  /** Of git; `unknown` outside a repository. */
  readonly commit: string
  /** When it was committed. */
  readonly committedAt: string
  /** What is deployed has changes that nobody committed: it cannot be built again. */
  readonly changed: boolean
  /** A fingerprint of each workflow text. */
  readonly workflows: Readonly<Record<'isolation' | 'escalation', string>>
  /** The version of the rules by which commands become events. */
  readonly decider: number
  /** The version of the rule book that a new stage begins with. Each community may have a newer one. */
  readonly ruleBook: number
  /** Stored shapes that have had more than one version, with the newest that is read. */
  readonly shapes: Readonly<Record<string, number>>
}

const root = resolve(import.meta.dirname, '../..')
const workflow = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(resolve(root, `workflows/${name}.asl.json`)))
    .digest('hex')
    .slice(0, 12)

/** The newest version of each shape, by the names of the files in which each version is recorded. */
export const newestShapes = (files: readonly string[]): Readonly<Record<string, number>> => {
  const newest: Record<string, number> = {}
  for (const file of files) {
    const [, name, version] = /^(.+)\.v(\d+)\.json$/.exec(file.replaceAll('\\', '/')) ?? []
    if (name !== undefined) newest[name] = Math.max(newest[name] ?? 1, Number(version))
  }
  return Object.fromEntries(Object.entries(newest).filter(([, version]) => version > 1))
}

const git = (...args: readonly string[]): string | undefined => {
  try {
    return execFileSync('git', [...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

export const releaseNote = (): ReleaseNote => ({
  commit: git('rev-parse', '--short=12', 'HEAD')?.trim() ?? 'unknown',
  committedAt: git('log', '-1', '--format=%cI')?.trim() ?? 'unknown',
  changed: git('status', '--porcelain') !== '',
  workflows: { isolation: workflow('isolation'), escalation: workflow('escalation') },
  decider: DECIDER_VERSION,
  ruleBook: defaultRuleBook.version,
  shapes: newestShapes(
    readdirSync(resolve(root, 'test/unit/record/shapes'), { recursive: true, encoding: 'utf8' }),
  ),
})

/** What was committed after `since`, one line each. undefined where git does not know it. */
export const commitsSince = (since: string): readonly string[] | undefined =>
  git('log', '--format=%h %s', `${since}..HEAD`)
    ?.split('\n')
    .filter((line) => line !== '')

/** The note for people. */
export const releaseWords = (note: ReleaseNote, commits?: readonly string[]): string => {
  const { commit, committedAt, changed, workflows, decider, ruleBook, shapes } = note
  const versions = Object.entries(shapes).map(([name, version]) => `${name} ${version}`)
  return [
    `Release ${commit} of ${committedAt}${changed ? ', with changes that nobody committed' : ''}`,
    `  workflow texts  isolation ${workflows.isolation}, escalation ${workflows.escalation}`,
    `  rules           decider ${decider}, first rule book ${ruleBook}`,
    `  stored shapes   ${versions.length === 0 ? 'all in their first version' : versions.join(', ')}`,
    ...(commits === undefined ? [] : ['', ...commits.map((line) => `  ${line}`)]),
  ].join('\n')
}
