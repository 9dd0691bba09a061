import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { buildSync, type Metafile } from 'esbuild'
import { esbuildSettings } from './esbuild-settings.ts'
import { type BundleName, bundleNames } from './grants.ts'

export interface Bundles {
  readonly codeOf: (name: BundleName) => Code
  /** What went into each bundle, in bytes. */
  readonly metafile: Metafile
}

/**
 * All functions in one run of esbuild, a second or two in place of one run for each.
 * The source maps are written beside the bundles and are not deployed: reading one costs a cold start more than a stack
 * trace is worth, and the same commit gives the same positions again.
 */
export const bundle = (into: string, names: readonly BundleName[] = bundleNames): Bundles => {
  const out = join(into, 'functions')
  const maps = join(into, 'source-maps')
  for (const folder of [out, maps]) rmSync(folder, { recursive: true, force: true })
  const { outputFiles, metafile } = buildSync({
    ...esbuildSettings,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}/handler.ts`])),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    sourcemap: 'external',
  })
  for (const { path, contents } of outputFiles) {
    const target = path.endsWith('.map') ? path.replace(out, maps) : path
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, contents)
  }
  return { codeOf: (name) => Code.fromAsset(join(out, name)), metafile }
}
