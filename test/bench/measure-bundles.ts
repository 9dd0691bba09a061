import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { esbuildSettings } from '../../infra/bundles/esbuild-settings.ts'

const root = resolve(import.meta.dirname, '../..')

/** Every function that has a handler, by its folder. */
export const functionNames: readonly string[] = readdirSync(join(root, 'functions')).filter((folder) =>
  readdirSync(join(root, 'functions', folder)).includes('handler.ts'),
)

const optionsOf = (name: string) => ({
  ...esbuildSettings,
  entryPoints: [`functions/${name}/handler.ts`],
})

/** Replaces the SDK, whose import is not measured. */
const STUB = 'module.exports = new Proxy({}, { get: () => class {} })\n'
const SDK = [
  'client-dynamodb',
  'lib-dynamodb',
  'client-pinpoint-sms-voice-v2',
  'client-secrets-manager',
  'client-sfn',
  'client-sns',
  'client-sqs',
  'credential-provider-env',
]

export interface Part {
  /** With the AWS SDK, or only what is ours and the packages we chose. */
  readonly withSdk: boolean
}

/** Bytes of one function as it is deployed. */
export const bundleSize = (name: string, { withSdk }: Part): number => {
  const { outputFiles } = buildSync({ ...optionsOf(name), ...(withSdk ? {} : { external: ['@aws-sdk/*'] }) })
  return outputFiles[0]?.contents.byteLength ?? 0
}

/** The processor time that a fresh process takes to import a file, the least of several tries: other load does not count. */
const leastImport = (file: string, tries: number): number => {
  const script = `const begin = process.cpuUsage(); await import(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(begin); process.stdout.write(String((user + system) / 1000))`
  const times = Array.from({ length: tries }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  )
  return Math.min(...times)
}

/** Milliseconds of processor time that the import of one function takes beyond that of an empty file. */
export const importTime = (name: string, { withSdk }: Part, tries = 5): number => {
  const folder = mkdtempSync(join(tmpdir(), 'sixclear-bundle-'))
  try {
    const [stub, empty, bundle] = ['sdk.cjs', 'empty.mjs', 'bundle.mjs'].map((file) => join(folder, file))
    if (stub === undefined || empty === undefined || bundle === undefined) throw new Error('three files')
    writeFileSync(stub, STUB)
    writeFileSync(empty, '')
    const alias = Object.fromEntries(SDK.map((client) => [`@aws-sdk/${client}`, stub]))
    const { outputFiles } = buildSync({ ...optionsOf(name), ...(withSdk ? {} : { alias }) })
    writeFileSync(bundle, outputFiles[0]?.contents ?? '')
    return leastImport(bundle, tries) - leastImport(empty, tries)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
