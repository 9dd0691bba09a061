import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'

/*
 * node build.ts [folder]: what is published, a complete package of JavaScript with its types, by default in dist/.
 * Node does not strip types of files under node_modules, so the package as it stands here cannot be.
 */
const folder = import.meta.dirname
const out = resolve(process.argv[2] ?? join(folder, 'dist'))

const paths = z.record(z.string(), z.string())
const manifest = z.looseObject({ exports: paths, bin: paths })

const built = (path: string, extension: 'd.ts' | 'js'): string =>
  path.replace(/^(\.\/)?src\/(.+)\.ts$/, `$1lib/$2.${extension}`)

const mapValues = <From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]))

const tsc = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin', 'tsc')

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
execFileSync(
  process.execPath,
  [tsc, '-p', join(folder, 'tsconfig.build.json'), '--outDir', join(out, 'lib')],
  {
    stdio: 'inherit',
  },
)
for (const name of ['README.md', 'LICENSE']) copyFileSync(join(folder, name), join(out, name))

const text = readFileSync(join(folder, 'package.json'), 'utf8')
const { private: _, scripts, devDependencies, exports, bin, ...rest } = manifest.parse(JSON.parse(text))
const published = {
  ...rest,
  bin: mapValues(bin, (path) => built(path, 'js')),
  exports: mapValues(exports, (path) => ({ types: built(path, 'd.ts'), default: built(path, 'js') })),
}
writeFileSync(join(out, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`)
