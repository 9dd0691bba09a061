import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { patched, type ReleaseName, releases } from './next-release.ts'

const root = resolve(import.meta.dirname, '../../..')
const entry = resolve(import.meta.dirname, 'world.ts')

type Bundle = typeof import('./world.ts')
type World = Bundle['world']

/** Shared by all releases of one system: its ports, and the errors that they throw. */
const isShared = (path: string): boolean =>
  /^(core[\\/]ports|packages)[\\/]|node_modules/.test(relative(root, path))

/**
 * Every module of the project once for each release, patched; what is shared only once. A namespace for each release
 * keeps them apart.
 */
const apart: Plugin = {
  name: 'releases',
  setup: ({ onResolve, onLoad, onEnd }) => {
    onResolve({ filter: /^release:/ }, ({ path }) => ({
      path: entry,
      namespace: path.slice('release:'.length),
    }))
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, namespace, resolveDir }) => {
      const to = resolve(namespace === 'file' ? resolveDir : dirname(importer), path)
      return isShared(to) ? { path: to } : { path: to, namespace }
    })
    for (const [name, patches] of Object.entries(releases)) {
      const left = new Set(patches)
      onEnd(() => {
        if (left.size > 0) throw new Error(`${name}: not in the bundle: ${[...left].map(({ file }) => file)}`)
      })
      onLoad({ filter: /\.(ts|json)$/, namespace: name }, ({ path }) => {
        const file = relative(root, path).replaceAll('\\', '/')
        const here = patches.filter((patch) => patch.file === file)
        const text = patched(readFileSync(path, 'utf8'), here)
        for (const patch of here) left.delete(patch)
        return {
          // A bundle lies elsewhere: what a module reads beside itself is still there.
          contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
          loader: path.endsWith('.json') ? 'json' : 'ts',
          resolveDir: dirname(path),
        }
      })
    }
  },
}

const names = Object.keys(releases).filter((name): name is ReleaseName => name in releases)

/** The same source, built three times: this release, one that reads newer shapes, and one that writes them. */
export const buildReleases = async (): Promise<Readonly<Record<ReleaseName, World>>> => {
  const outdir = mkdtempSync(join(tmpdir(), 'releases-'))
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, `release:${name}`])),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
    plugins: [apart],
  })
  const load = async (name: ReleaseName): Promise<World> => {
    const bundle: Bundle = await import(/* @vite-ignore */ pathToFileURL(join(outdir, `${name}.mjs`)).href)
    return bundle.world
  }
  return { this_one: await load('this_one'), reader: await load('reader'), next: await load('next') }
}
