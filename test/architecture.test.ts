import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** The folders of the architecture, and what each may import from. A folder that is not there yet is allowed none. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  record: ['record', 'core'],
  usecases: ['usecases', 'record', 'core'],
  // The workflow texts are data: the graph that the console draws is read from them.
  functions: ['functions', 'usecases', 'record', 'core', 'workflows'],
  workflows: ['workflows'],
  aws: ['aws', 'record', 'core'],
  local: ['local', 'functions', 'usecases', 'record', 'core', 'workflows'],
  infra: ['infra', 'functions', 'usecases', 'aws', 'workflows', 'record', 'core'],
  // And the types of the API's answers, which leave nothing behind: see below.
  console: ['console', 'core', 'functions', 'usecases'],
}
const folders = Object.keys(mayImport)

const namesIn = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => !/(^|[\\/])(node_modules|dist|cdk\.out)([\\/]|$)/.test(name))
        .map((name) => join(folder, name).replaceAll('\\', '/'))
    : []

interface Source {
  readonly path: string
  readonly folder: string
  readonly text: string
  /** The text without comments, so that a word in a sentence is no breach. Strings stay. */
  readonly code: string
  readonly lines: number
}

const withoutComments = (text: string): string =>
  text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g,
    '$1',
  )

const sources = (folder: string): Source[] =>
  namesIn(folder)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, folder, text, code: withoutComments(text), lines: text.trimEnd().split('\n').length }
    })

const all = folders.flatMap(sources)
const tests = sources('test')

const IMPORT =
  /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g

/** What a file imports: a path from the root, `node:fs`, or the name of a package. */
const importsOf = ({ path, code }: Source): string[] =>
  [...code.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? '')
    .map((to) => (to.startsWith('.') ? relative(root, resolve(root, dirname(path), to)) : to))

const isOurs = (to: string): boolean =>
  [...folders, 'test', 'examples', 'docs'].includes(to.split('/')[0] ?? '')

const breaches = (of: readonly Source[], isBreach: (to: string, source: Source) => boolean): string[] =>
  of.flatMap((source) =>
    importsOf(source)
      .filter((to) => isBreach(to, source))
      .map((to) => `${source.path} imports ${to}`),
  )

/** `npm start -- --store dynamodb`: an entry composes what it starts. Nothing else in local/ may. */
const COMPOSED = 'local/main.ts imports aws/record-on-this-machine.ts'

/** What turns a function into a Lambda: its handler, and the variables that it is given. */
const WIRING = /^functions\/[\w-]+\/(handler|environment)\.ts$/
const isWiring = ({ path }: Source): boolean => WIRING.test(path)

const matching = (of: readonly Source[], pattern: RegExp): string[] =>
  of.filter(({ code }) => pattern.test(code)).map(({ path }) => path)

describe('imports', () => {
  it('are found, or the rules below would hold for nothing', () => {
    expect(all.length).toBeGreaterThan(100)
    expect(all.flatMap(importsOf).filter(isOurs).length).toBeGreaterThan(300)
    const probe = [
      "import { a } from './a.ts'",
      "import * as b from 'b'",
      "import type { C } from '../c.ts'",
      "import 'd'",
      "export { e } from 'e'",
      "import {\n  f,\n  g,\n} from 'f'",
      "const h = await import('h')",
    ].join('\n')
    expect(importsOf({ path: 'core/x/y.ts', folder: 'core', text: probe, code: probe, lines: 1 })).toEqual([
      'core/x/a.ts',
      'b',
      'core/c.ts',
      'd',
      'e',
      'f',
      'h',
    ])
  })

  it.each(folders)('of %s/ go one way', (folder) => {
    const allowed = (source: Source): readonly string[] => [
      ...(mayImport[folder] ?? []),
      ...(isWiring(source) ? ['aws'] : []),
    ]
    expect(
      breaches(
        sources(folder),
        (to, source) => isOurs(to) && !allowed(source).includes(to.split('/')[0] ?? ''),
      ).filter((breach) => breach !== COMPOSED),
    ).toEqual([])
  })

  it('let only the wiring of a function know AWS, and nobody else know the wiring', () => {
    const isAws = (to: string): boolean => to.startsWith('aws/') || /^@(aws|middy)/.test(to)
    const functions = sources('functions')
    expect(
      breaches(
        functions.filter((source) => !isWiring(source)),
        (to) => isAws(to) || WIRING.test(to),
      ),
    ).toEqual([])
    expect(breaches([...sources('local'), ...sources('record')], (to) => WIRING.test(to))).toEqual([])
  })

  it('bring into console/ of functions/ nothing but types, and of packages none that needs a server', () => {
    const asType = /import\s+type\s+\{[^}]*\}\s+from\s+['"][^'"]*(?:functions|usecases)\/[^'"]+['"]/g
    const pages = sources('console').filter(({ path }) => path !== 'console/build.ts')
    const withoutTypes = pages.map((source) => ({ ...source, code: source.code.replace(asType, '') }))
    expect(breaches(withoutTypes, (to) => to.startsWith('functions/') || to.startsWith('node:'))).toEqual([])
  })

  it('never lead from the product to its tests', () => {
    expect(breaches(all, (to) => to.startsWith('test/'))).toEqual([])
  })

  it('keep aws/ and local/ strangers to each other, but where somebody starts one on the other', () => {
    expect(breaches(sources('aws'), (to) => to.startsWith('local/'))).toEqual([])
    expect(breaches(sources('local'), (to) => to.startsWith('aws/'))).toEqual([COMPOSED])
  })

  it('bring nothing into core/ from outside but zod: no Node, no AWS, no network', () => {
    expect(breaches(sources('core'), (to) => !isOurs(to) && to !== 'zod/mini')).toEqual([])
  })

  it('bring no AWS package into the record or the local system', () => {
    const isAws = (to: string): boolean => /^(@aws|aws-)/.test(to) && to !== 'aws-lambda'
    expect(breaches([...sources('record'), ...sources('local')], isAws)).toEqual([])
  })

  it('take zod in its small form, whole, everywhere', () => {
    expect(matching([...all, ...tests], /import\s*\{[^}]*\bz\b[^}]*\}\s*from\s*['"]zod/)).toEqual([])
  })
})

describe('files and folders', () => {
  it('have names that say what is in them', () => {
    const vague = /(^|\/)(utils?|common|helpers?|misc|managers?|services?|shared|lib)(\/|\.tsx?$)/
    const allowed = ['local/step-functions/service.ts']
    expect(
      [...all, ...tests]
        .map(({ path }) => path)
        // One of the six views: what residents are served with.
        .filter(
          (path) => vague.test(path) && !allowed.includes(path) && !path.startsWith('console/services/'),
        ),
    ).toEqual([])
  })

  it('never only pass on what other files export', () => {
    const onlyExports = ({ code }: Source): boolean =>
      code.trim() !== '' &&
      code
        .replace(/export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+['"][^'"]+['"];?/g, '')
        .trim() === ''
    expect(all.filter(onlyExports).map(({ path }) => path)).toEqual([])
  })

  it('are short: a handler has 60 lines at most, a source file 400', () => {
    const limit = ({ path }: Source): number => (basename(path) === 'handler.ts' ? 60 : 400)
    expect(
      all.filter((source) => source.lines > limit(source)).map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([])
  })

  it('do not silence the compiler', () => {
    const silenced = /\bas any\b|<any>|@ts-ignore|@ts-expect-error|@ts-nocheck/
    expect(all.filter(({ text }) => silenced.test(text)).map(({ path }) => path)).toEqual([])
  })
})

describe('time and chance', () => {
  const sourcesOf: Readonly<Record<string, { readonly pattern: RegExp; readonly edges: readonly string[] }>> =
    {
      'the clock of the machine': {
        pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/,
        edges: ['aws/system-clock.ts', 'local/clock/pacer.ts', 'local/main.ts', 'local/rehearse.ts'],
      },
      'the dice of the machine': {
        pattern: /\bMath\.random\(|\brandomUUID\b|\brandomBytes\b|\bgenerateKey|\bgetRandomValues\b/,
        edges: ['aws/chance.ts', 'local/main.ts'],
      },
      'the timers of the machine': {
        pattern: /\bset(Timeout|Interval|Immediate)\(|node:timers/,
        edges: [
          'aws/backoff.ts',
          'aws/dynamo-engine.ts',
          'infra/restart.ts',
          'local/clock/pacer.ts',
          'local/clock/timeline.ts',
          'local/server/local-clock.ts',
        ],
      },
    }

  it.each(Object.entries(sourcesOf))('%s: is read at the named edges only', (_, { pattern, edges }) => {
    const isEdge = (path: string): boolean => edges.includes(path) || path.startsWith('console/')
    expect(matching(all, pattern).filter((path) => !isEdge(path))).toEqual([])
  })
})
