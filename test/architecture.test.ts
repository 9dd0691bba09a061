import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '..')

/** The folders of the architecture, and what each may import from beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  record: ['core'],
  usecases: ['record', 'core'],
  // The workflow texts are data: the graph that the console draws is read from them.
  api: ['usecases', 'record', 'core', 'workflows'],
  workflows: [],
  aws: ['gateway', 'record', 'core'],
  // The port of messages over HTTP, for a provider that belongs to no cloud.
  gateway: ['core'],
  // Wiring only: a handler gives a use case, or the API, its ports on AWS.
  functions: ['usecases', 'api', 'aws', 'gateway'],
  local: ['packages', 'api', 'usecases', 'record', 'core'],
  // Imports nothing of the project: a Step Functions for any workflow.
  packages: [],
  infra: ['functions', 'api', 'usecases', 'aws', 'gateway', 'record', 'core'],
  // Only types of the API: see below.
  console: ['api', 'core'],
}

/** The layers within a folder, and what each may import of the same folder beside itself. */
const layersWithin: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  api: {
    'api/http': [],
    'api/auth': ['api/http'],
    'api/views': ['api/auth', 'api/http'],
    'api/endpoints': ['api/views', 'api/auth', 'api/http'],
  },
  console: {
    'console/i18n': [],
    'console/api': [],
    'console/components': ['console/api', 'console/i18n'],
    'console/pages': ['console/components', 'console/api', 'console/i18n'],
    'console/app': ['console/pages', 'console/components', 'console/api', 'console/i18n'],
  },
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

const isTest = ({ path }: Source): boolean => /(^|\/)test\//.test(path)
const all = folders.flatMap(sources).filter((source) => !isTest(source))
const tests = [...sources('test'), ...sources('packages').filter(isTest)]

const IMPORT =
  /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g

const packageSchema = z.object({ name: z.string(), exports: z.record(z.string(), z.string()) })

/** The files that our own packages export, by the names under which others import them. */
const exported = new Map(
  readdirSync(join(root, 'packages')).flatMap((folder) => {
    const text = readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')
    const { name, exports } = packageSchema.parse(JSON.parse(text))
    return Object.entries(exports).map(([subpath, file]) => [
      join(name, subpath),
      join('packages', folder, file),
    ])
  }),
)

/** As it is written, but for comments. */
const specifiersOf = ({ code }: Source): string[] =>
  [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '')

/** What a file imports: a path from the root, `node:fs`, or the name of a package that is not ours. */
const importsOf = (source: Source): string[] =>
  specifiersOf(source).map((to) =>
    to.startsWith('.') ? relative(root, resolve(root, dirname(source.path), to)) : (exported.get(to) ?? to),
  )

const isOurs = (to: string): boolean =>
  [...folders, 'test', 'examples', 'docs'].includes(to.split('/')[0] ?? '')

const breaches = (of: readonly Source[], isBreach: (to: string, source: Source) => boolean): string[] =>
  of.flatMap((source) =>
    importsOf(source)
      .filter((to) => isBreach(to, source))
      .map((to) => `${source.path} imports ${to}`),
  )

type Arrow = readonly [from: string, to: string]

/** The imports that remain after repeatedly removing files that nobody imports or that import nothing: the cycles. */
const arrowsInCircles = (arrows: readonly Arrow[]): string[] => {
  let left = [...new Map(arrows.map((arrow) => [arrow.join(' -> '), arrow])).values()]
  for (;;) {
    const from = new Set(left.map(([a]) => a))
    const to = new Set(left.map(([, b]) => b))
    const next = left.filter(([a, b]) => a !== b && to.has(a) && from.has(b))
    if (next.length === left.length) return left.map((arrow) => arrow.join(' -> '))
    left = next
  }
}

const arrowsOf = (of: readonly Source[]): Arrow[] =>
  of.flatMap((source) =>
    importsOf(source)
      .filter(isOurs)
      .map((to): Arrow => [source.path, to]),
  )

/**
 * Two files by the parts of the deepest folder that holds both: a folder in it with all that is below, or the folder
 * itself for a file that lies in it.
 */
const parts = ([from, to]: Arrow): Arrow => {
  const [a, b] = [from.split('/'), to.split('/')]
  const level = a.findIndex((name, at) => name !== b[at])
  const partOf = (path: string[]): string => path.slice(0, Math.min(level + 1, path.length - 1)).join('/')
  return [partOf(a), partOf(b)]
}

/** `npm start -- --store dynamodb`: an entry composes what it starts. Nothing else in local/ may. */
const COMPOSED = 'local/main.ts imports aws/dynamodb/dynamo-on-this-machine.ts'

const matching = (of: readonly Source[], pattern: RegExp): string[] =>
  of.filter(({ code }) => pattern.test(code)).map(({ path }) => path)

describe('imports', () => {
  it('are found (checks the rules below)', () => {
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

  it('have a rule for every folder with code', () => {
    const named = [...folders, 'test', 'node_modules']
    const isNamed = (name: string): boolean => named.includes(name) || name.startsWith('.')
    const others = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isNamed(entry.name))
      .flatMap(({ name }) => sources(name))
    expect(others.map(({ path }) => path)).toEqual([])
  })

  it('use every arrow that is allowed', () => {
    const isUsed = (from: string, to: string): boolean =>
      breaches(sources(from), (path) => path.startsWith(`${to}/`)).length > 0
    const allowed = [mayImport, ...Object.values(layersWithin)].flatMap((rules) =>
      Object.entries(rules).flatMap(([from, to]) => to.map((one): Arrow => [from, one])),
    )
    expect(allowed.filter(([from, to]) => !isUsed(from, to)).map((arrow) => arrow.join(' -> '))).toEqual([])
  })

  it.each(folders)('of %s/ go one way', (folder) => {
    const allowed = [folder, ...(mayImport[folder] ?? [])]
    expect(
      breaches(sources(folder), (to) => isOurs(to) && !allowed.includes(to.split('/')[0] ?? '')).filter(
        (breach) => breach !== COMPOSED,
      ),
    ).toEqual([])
  })

  it.each(Object.entries(layersWithin))('within %s/ go from layer to layer one way', (folder, layers) => {
    const layerOf = (path: string): string => path.split('/').slice(0, 2).join('/')
    const inLayers = sources(folder).filter(({ path }) => layerOf(path) in layers)
    expect(inLayers.length).toBeGreaterThan(0)
    expect(
      breaches(inLayers, (to, source) => {
        const allowed = [layerOf(source.path), ...(layers[layerOf(source.path)] ?? [])]
        return to.startsWith(`${folder}/`) && !allowed.includes(layerOf(to))
      }),
    ).toEqual([])
  })

  it('never lead from one page of the console to another', () => {
    const pageOf = (path: string): string => path.split('/').slice(0, 3).join('/')
    const pages = sources('console').filter(({ path }) => path.startsWith('console/pages/'))
    expect(
      breaches(pages, (to, { path }) => to.startsWith('console/pages/') && pageOf(to) !== pageOf(path)),
    ).toEqual([])
  })

  it('have no cycles of files or folders, types included', () => {
    const cycles = (of: readonly Arrow[]): string[] =>
      [
        of,
        of.map(([from, to]): Arrow => [dirname(from), dirname(to)]),
        // Folders with all that is below them, at every level.
        of.map(parts),
      ].flatMap(arrowsInCircles)
    const ofFiles: Arrow[] = [
      ['core/x.ts', 'core/y.ts'],
      ['core/y.ts', 'core/x.ts'],
    ]
    const ofFolders: Arrow[] = [
      ['core/x/one/a.ts', 'core/y/a.ts'],
      ['core/y/b.ts', 'core/x/two/b.ts'],
    ]
    const withItself: Arrow[] = [
      ['core/x/one/a.ts', 'core/a.ts'],
      ['core/b.ts', 'core/x/two/b.ts'],
    ]
    expect(cycles(ofFiles)).toContain('core/x.ts -> core/y.ts')
    expect(cycles(ofFolders)).toContain('core/x -> core/y')
    expect(cycles(withItself)).toContain('core/x -> core')
    expect(cycles(arrowsOf(all))).toEqual([])
  })

  it('keep functions/ to wiring: a handler and its environment, and AWS packages to aws/ and infra/', () => {
    expect(
      sources('functions')
        .map(({ path }) => path)
        .filter((path) => !/^functions\/[\w-]+\/(handler|environment)\.ts$/.test(path)),
    ).toEqual([])
    const isAws = (to: string): boolean => /^@(aws|middy)/.test(to)
    expect(breaches([...sources('functions'), ...sources('usecases'), ...sources('api')], isAws)).toEqual([])
  })

  it('let console/ take only types from api/, and no package that needs a server', () => {
    const asType =
      /import\s+type\s+\{[^}]*\}\s+from\s+['"](?:\.\.\/)+api\/(?:endpoints|views|auth|http)\/[^'"]+['"]/g
    const pages = sources('console').filter(({ path }) => path !== 'console/build.ts')
    const withoutTypes = pages.map((source) => ({ ...source, code: source.code.replace(asType, '') }))
    expect(breaches(withoutTypes, (to) => to.startsWith('api/') || to.startsWith('node:'))).toEqual([])
  })

  it('name a package, and never reach into its files', () => {
    const reachesIn = (of: readonly Source[]): string[] =>
      of.flatMap((source) =>
        specifiersOf(source)
          .filter((to) => /^\.\.?\/(?:.*\/)?packages\//.test(to))
          .map((to) => `${source.path} imports ${to}`),
      )
    expect(reachesIn(all)).toEqual([])
    // What is tried on any Step Functions is set up once, by the package's own tests.
    expect(
      reachesIn(tests).filter((breach) => !breach.endsWith('packages/local-step-functions/test/rig.ts')),
    ).toEqual([])
    expect([...exported.keys()]).toContain('local-step-functions/timeline')
  })

  it('never lead from the product to its tests', () => {
    expect(breaches(all, (to) => to.startsWith('test/'))).toEqual([])
  })

  it('keep aws/ and local/ apart, except in the entry points that combine them', () => {
    expect(breaches(sources('aws'), (to) => to.startsWith('local/'))).toEqual([])
    expect(breaches(sources('local'), (to) => to.startsWith('aws/'))).toEqual([COMPOSED])
  })

  it('let core/ take only zod from outside: no Node, no AWS, no network', () => {
    expect(breaches(sources('core'), (to) => !isOurs(to) && to !== 'zod/mini')).toEqual([])
  })

  it('let core/ decide from what it is handed: it waits for nothing', () => {
    expect(matching(sources('core'), /\b(?:async|await)\b/)).toEqual([])
  })

  it('let nobody but the machines that have them all take all ports: the others name those they use', () => {
    const takesAll = (code: string): boolean =>
      /\bPorts\b/.test(code.replaceAll(/^import [^']*'[^']*'$|Pick<\s*Ports\b/gm, ''))
    expect(takesAll('async (ports: Ports, id: string) => {')).toBe(true)
    const those = [...sources('record'), ...sources('usecases'), ...sources('api')]
    expect(those.filter(({ code }) => takesAll(code)).map(({ path }) => path)).toEqual([])
  })

  it('let no AWS package into the record or the local system', () => {
    const isAws = (to: string): boolean => /^(@aws|aws-)/.test(to) && to !== 'aws-lambda'
    expect(breaches([...sources('record'), ...sources('local')], isAws)).toEqual([])
  })

  it('take zod from zod/mini everywhere', () => {
    expect(matching([...all, ...tests], /import\s*\{[^}]*\bz\b[^}]*\}\s*from\s*['"]zod/)).toEqual([])
  })
})

describe('files and folders', () => {
  it('have names that say what is in them', () => {
    const vague = /(^|\/)(utils?|common|helpers?|misc|managers?|services?|shared|lib)(\/|\.tsx?$)/
    expect(
      [...all, ...tests]
        .map(({ path }) => path)
        // One of the six views: what residents are served with.
        .filter((path) => vague.test(path) && !path.startsWith('console/pages/services/')),
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
        edges: [
          'aws/system-clock.ts',
          'packages/local-step-functions/src/cli.ts',
          'packages/local-step-functions/src/clock/pacer.ts',
          'local/main.ts',
          'local/rehearse.ts',
        ],
      },
      'the dice of the machine': {
        pattern: /\bMath\.random\(|\brandomUUID\b|\brandomBytes\b|\bgenerateKey|\bgetRandomValues\b/,
        edges: ['aws/random-ids.ts', 'local/main.ts'],
      },
      'the timers of the machine': {
        pattern: /\bset(Timeout|Interval|Immediate)\(|node:timers/,
        edges: [
          'aws/dynamodb/backoff.ts',
          'aws/dynamodb/dynamo-engine.ts',
          'aws/paced-executions.ts',
          'functions/move-executions/handler.ts',
          'aws/pause.ts',
          'infra/commands/restart.ts',
          'packages/local-step-functions/src/clock/pacer.ts',
          'packages/local-step-functions/src/clock/timeline.ts',
          'local/events/wait-for-commit.ts',
          'local/server/say-when-full.ts',
          'local/system/local-clock.ts',
        ],
      },
    }

  it.each(Object.entries(sourcesOf))('%s: is read at the named edges only', (_, { pattern, edges }) => {
    const isEdge = (path: string): boolean => edges.includes(path) || path.startsWith('console/')
    expect(matching(all, pattern).filter((path) => !isEdge(path))).toEqual([])
  })
})
