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
  'client-ssm',
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
  // What the SDK imports of Node anyway is no part of ours.
  const script = `await import('node:crypto'); await import('node:timers/promises'); const begin = process.cpuUsage(); await import(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(begin); process.stdout.write(String((user + system) / 1000))`
  const times = Array.from({ length: tries }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  )
  return Math.min(...times)
}

/** Milliseconds of processor time that the import of these contents takes beyond that of an empty file. */
const importTimeOf = (
  build: (folder: string) => { readonly outputFiles: readonly { readonly contents: Uint8Array }[] },
  tries: number,
): number => {
  const folder = mkdtempSync(join(tmpdir(), 'sixclear-bundle-'))
  try {
    const [empty, bundle] = [join(folder, 'empty.mjs'), join(folder, 'bundle.mjs')]
    writeFileSync(empty, '')
    writeFileSync(bundle, build(folder).outputFiles[0]?.contents ?? '')
    return leastImport(bundle, tries) - leastImport(empty, tries)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const importTime = (name: string, { withSdk }: Part, tries = 5): number =>
  importTimeOf((folder) => {
    const stub = join(folder, 'sdk.cjs')
    writeFileSync(stub, STUB)
    const alias = Object.fromEntries(SDK.map((client) => [`@aws-sdk/${client}`, stub]))
    return buildSync({ ...optionsOf(name), ...(withSdk ? {} : { alias }) })
  }, tries)

/** Of the DynamoDB client alone: a measure of the machine as it is now. */
export const importTimeOfClient = (tries = 5): number =>
  importTimeOf(
    () =>
      buildSync({
        ...esbuildSettings,
        stdin: { contents: "export * from '@aws-sdk/client-dynamodb'", resolveDir: root },
      }),
    tries,
  )
