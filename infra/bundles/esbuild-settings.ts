import { resolve } from 'node:path'
import type { BuildOptions } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')

/** CommonJS packages call `require` for Node's modules; an ES module has no `require`. */
const REQUIRE =
  "import{createRequire as sixclearRequire}from'node:module';const require=sixclearRequire(import.meta.url);"

/** How every function is bundled. */
export const esbuildSettings = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': resolve(root, 'aws/no-credential-chain.ts'),
  },
  banner: { js: REQUIRE },
  // Unescaped Chinese takes half the space.
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
} as const satisfies BuildOptions
